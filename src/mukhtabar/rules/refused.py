"""A refusal: a stable code for programs and tests, a sentence for the person."""

from mukhtabar.language.message import Message


class Refused(Exception):
    """What a rule or an action raises instead of doing the thing.

    ``code`` never changes once released: forms, the API and tests compare it.
    ``message`` says why, and what to do next.
    """

    def __init__(self, code: str, message: Message) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"
