from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from rag.settings import Settings, SettingsError, load_settings


@pytest.fixture(autouse=True)
def no_settings(monkeypatch):
    for name in Settings.model_fields:
        monkeypatch.delenv(f"PLANQA_{name.upper()}", raising=False)


def test_defaults():
    settings = load_settings(env_file=None)
    assert (settings.host, settings.port, settings.rate_limit) == ("127.0.0.1", 7860, 60)
    assert settings.url == "http://127.0.0.1:7860"
    assert settings.data_dir.is_absolute()


@pytest.mark.parametrize(
    ("name", "text", "field", "value"),
    [
        ("PLANQA_PORT", "8080", "port", 8080),
        ("PLANQA_PORT", "", "port", 7860),
        ("PLANQA_RATE_LIMIT", "0", "rate_limit", 0),
        ("PLANQA_LOG_QUESTIONS", "true", "log_questions", True),
        ("PLANQA_DATA_DIR", "/data", "data_dir", Path("/data")),
        ("PLANQA_ROOT_PATH", "/plan-qa/", "root_path", "/plan-qa"),
        ("PLANQA_API_KEYS", "one, two,", "api_keys", (SecretStr("one"), SecretStr("two"))),
        ("PLANQA_TRUSTED_PROXIES", "10.0.0.1", "trusted_proxies", ("10.0.0.1",)),
        ("PLANQA_TRUSTED_PROXIES", "::1,172.16.0.0/12", "trusted_proxies", ("::1", "172.16.0.0/12")),
        ("PLANQA_GLOBAL_RATE_LIMIT", "0", "global_rate_limit", 0),
        ("PLANQA_ALLOWED_ORIGINS", "https://a.cn,http://b:8080", "allowed_origins", ("https://a.cn", "http://b:8080")),
    ],
)
def test_a_variable_sets_its_field(monkeypatch, name, text, field, value):
    monkeypatch.setenv(name, text)
    assert getattr(load_settings(env_file=None), field) == value


@pytest.mark.parametrize(
    ("name", "text", "named"),
    [
        ("PLANQA_PORT", "abc", "'abc'"),
        ("PLANQA_PORT", "70000", "65535"),
        ("PLANQA_PORT", "0", "greater than or equal to 1"),
        ("PLANQA_RATE_LIMIT", "-1", "'-1'"),
        ("PLANQA_RETENTION_DAYS", "0", "'0'"),
        ("PLANQA_ROOT_PATH", "plan-qa", "starts with /"),
        ("PLANQA_TRUSTED_PROXIES", "*", "addresses or networks like 10.0.0.1"),
        ("PLANQA_TRUSTED_PROXIES", "10.0.0.1,nginx", "'nginx'"),
        ("PLANQA_LLM_BASE_URL", "api.example.com", "http:// or https://"),
        ("PLANQA_ALLOWED_ORIGINS", "https://a.cn/path", "https://a.cn/path"),
        ("PLANQA_LOG_QUESTIONS", "perhaps", "'perhaps'"),
    ],
)
def test_an_error_names_the_variable_and_what_was_expected(monkeypatch, name, text, named):
    monkeypatch.setenv(name, text)
    with pytest.raises(SettingsError) as error:
        load_settings(env_file=None)
    assert str(error.value).startswith(f"{name}: ")
    assert named in str(error.value)


def test_the_environment_wins_over_the_file(monkeypatch, tmp_path):
    env_file = tmp_path / ".env"
    env_file.write_text("PLANQA_PORT=8001\nPLANQA_HOST=0.0.0.0\n")
    monkeypatch.setenv("PLANQA_PORT", "8002")
    settings = load_settings(env_file)
    assert (settings.port, settings.host, settings.url) == (8002, "0.0.0.0", "http://127.0.0.1:8002")


def test_a_misspelt_variable_is_warned_of(monkeypatch, caplog):
    monkeypatch.setenv("PLANQA_PROT", "8001")
    load_settings(env_file=None)
    assert "PLANQA_PROT is not a setting and is ignored; did you mean PLANQA_PORT?" in caplog.text


def test_secrets_do_not_show(monkeypatch):
    monkeypatch.setenv("PLANQA_LLM_API_KEY", "sk-12345")
    monkeypatch.setenv("PLANQA_API_KEYS", "sk-67890")
    settings = load_settings(env_file=None)
    assert "sk-" not in repr(settings)
    assert settings.llm_api_key.get_secret_value() == "sk-12345"


def test_settings_are_frozen():
    with pytest.raises(ValidationError):
        load_settings(env_file=None).port = 1
