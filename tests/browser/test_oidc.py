"""Signing in with an OpenID Connect provider: the verified address decides who one is."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests import rows
from tests.browser.conftest import Visitor, answered, served
from tests.conftest import lead_to
from tests.ports import free_port

pytestmark = pytest.mark.browser
KNOWN = '{"sub": "known", "email": "Akimat@example.kz", "email_verified": true}'
STRANGER = '{"sub": "stranger", "email": "stranger@example.kz", "email_verified": true}'
UNVERIFIED = '{"sub": "unverified", "email": "akimat@example.kz", "email_verified": false}'


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """Address of a provider that knows three people."""
    port = free_port()
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    for claims in (KNOWN, STRANGER, UNVERIFIED):
        command += ["--user-claims", claims]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            answered(f"http://127.0.0.1:{port}/.well-known/openid-configuration")
            yield f"http://localhost:{port}"
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def server(provider: str, shown_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server that knows the provider, and an akimat's address."""
    folder, port = tmp_path_factory.mktemp("oidc"), free_port()
    secrets = folder / "secrets.toml"
    secrets.write_text(
        f'[auth]\nredirect_uri = "http://localhost:{port}/oauth2callback"\ncookie_secret = "{"x" * 40}"\nclient_id = "map"\n'
        f'client_secret = "map"\nserver_metadata_url = "{provider}/.well-known/openid-configuration"\n'
    )
    with pytest.MonkeyPatch.context() as environment:
        lead_to(shown_database, environment)
        register_the_akimat()
        environment.setenv("STREAMLIT_SECRETS_FILES", str(secrets))
        with served(folder / "log.txt", port) as address:
            yield address


def register_the_akimat() -> None:
    """Adds the person whose address the provider verifies."""
    rows.run("DELETE FROM app_user WHERE user_code = 'oidc_akimat'")
    names = dict.fromkeys(("name_kk", "name_ru", "name_en"), "Akimat by provider")
    post = {"role": "akimat", "region_code": "35", "body_code": "akimat_35"}
    rows.insert("app_user", user_code="oidc_akimat", email="akimat@example.kz", **post, **names)


def signed_in_as(visitor: Visitor, subject: str) -> Visitor:
    """Goes through the provider's own form and comes back."""
    visitor.open("/", lang="en")
    visitor.page.get_by_role("button", name="Sign in").click()
    visitor.page.locator('input[name="sub"]').fill(subject)
    visitor.page.locator("button").filter(has_text="Authorize").first.click()
    return visitor.settled()


def test_a_known_address_gets_its_role_and_territory(visitor: Visitor) -> None:
    signed_in_as(visitor, "known")

    visitor.sees("Akimat by provider", "What changed, and what needs a decision?")


@pytest.mark.parametrize("subject", ["stranger", "unverified"])
def test_an_unknown_or_unverified_address_gets_nothing(visitor: Visitor, subject: str) -> None:
    signed_in_as(visitor, subject)

    visitor.sees("has no role here")
    assert "What changed, and what needs a decision?" not in visitor.text()


def test_no_demonstration_person_gets_in_where_a_provider_is_configured(visitor: Visitor) -> None:
    answer = visitor.page.request.get(f"{visitor.server}/sign-in/pm_office", max_redirects=0)

    assert answer.status == 403
    visitor.open("/", lang="en").sees("Sign in to see hazardous facilities").has_no(".people a")
