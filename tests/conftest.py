"""Options shared by all tests."""


def pytest_addoption(parser):
    parser.addoption(
        "--update-ground-truth",
        action="store_true",
        help="write the ground-truth JSON files anew instead of comparing with them",
    )
