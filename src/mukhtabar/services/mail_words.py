"""What letters say: a headline for each event, which is the subject too, and what can be done next."""

from dataclasses import dataclass

from mukhtabar.language import Message, _


@dataclass(frozen=True)
class Event:
    """What happened, and the next step for the person written to, if there is one."""

    headline: Message
    more: Message | None = None


_WAITS_NO_MORE = _("You do not need to do anything.")
_CHECKED = _("A moderator will look at it.")

#: (kind of letter, type of document) -> transition -> what is said. `*` stands for any type or transition.
EVENTS: dict[tuple[str, str], dict[str, Event]] = {
    ("author", "proposal"): {
        "publish": Event(_("Your proposal was published"), _("The commune can answer it now. You will be told.")),
        "return": Event(_("Your proposal needs a change"), _("Open the page below, change it and send it again.")),
        "refuse": Event(
            _("Your proposal was not published"), _("You can ask once for a second decision, on the page below.")
        ),
        "answer": Event(_("The commune answered your proposal"), _("You can read the answer on the page below.")),
        "merge": Event(_("Your proposal was joined to another that asks for the same")),
        "merge_published": Event(_("Your proposal was joined to another that asks for the same")),
        "unmerge": Event(_("Your proposal stands by itself again"), _CHECKED),
        "undo_merge": Event(_("Your proposal stands by itself again"), _CHECKED),
        "undo_merge_published": Event(_("Your proposal stands by itself again")),
        "release": Event(_("Your proposal stands by itself again, because the one it had joined is gone"), _CHECKED),
        "ask_merge": Event(
            _("A moderator asks whether your proposal may join another"),
            _("Read both and answer on the page below. Without an answer within two weeks nothing happens."),
        ),
        "unask_merge": Event(_("You are no longer asked whether your proposal may join another"), _WAITS_NO_MORE),
        "joined": Event(_("Another proposal joined yours")),
        "carried": Event(_("The proposal that yours had joined was joined to another")),
        "answer_joined": Event(
            _("The commune answered the proposal that yours joined"), _("You can read the answer on the page below.")
        ),
        "hide": Event(_("Your proposal was hidden")),
        "hide_at_once": Event(_("Your proposal is hidden until it is checked"), _CHECKED),
        "keep_hidden": Event(_("Your proposal stays hidden")),
        "restore": Event(_("Your proposal is shown again")),
        "restore_answered": Event(_("Your proposal is shown again")),
        "redact": Event(_("Words in your proposal were blacked out")),
        "uncover": Event(_("Words in your proposal can be read again")),
        "route": Event(_("Your proposal was passed on to another consultation"), _CHECKED),
        "undo_publish": Event(_("The publication of your proposal was undone"), _CHECKED),
        "undo_return": Event(_("The return of your proposal was undone"), _CHECKED),
        "undo_refuse": Event(_("The refusal of your proposal was undone"), _CHECKED),
        "*": Event(_("Your proposal is at a new step")),
    },
    ("author", "petition"): {
        "hide": Event(_("Your petition was hidden")),
        "hide_at_once": Event(_("Your petition is hidden until it is checked"), _CHECKED),
        "keep_hidden": Event(_("Your petition stays hidden")),
        "restore": Event(_("Your petition is shown again")),
        "pass_on": Event(_("Your petition was passed to the bureau of the council")),
        "accept": Event(_("Your petition is on the agenda of the council")),
        "put_off": Event(_("Your petition was moved to another session")),
        "refuse": Event(
            _("Your petition was refused"),
            _("The way on is the administrative court. Check at once within which time you can go there."),
        ),
        "become_overdue": Event(
            _("The council has not replied to your petition in three months"), _("Everyone sees it on its page.")
        ),
        "deliberate": Event(_("The council has deliberated on your petition")),
        "*": Event(_("Your petition is at a new step")),
    },
    ("author", "comment"): {
        "publish": Event(_("Your comment was published")),
        "refuse": Event(
            _("Your comment was not published"), _("You can ask once for a second decision, on the page below.")
        ),
        "hide": Event(_("Your comment was hidden")),
        "hide_at_once": Event(_("Your comment is hidden until it is checked"), _CHECKED),
        "redact": Event(_("Words in your comment were blacked out")),
        "uncover": Event(_("Words in your comment can be read again")),
        "keep_hidden": Event(_("Your comment stays hidden")),
        "restore": Event(_("Your comment is shown again")),
        "undo_refuse": Event(_("The refusal of your comment was undone"), _CHECKED),
        "*": Event(_("Your comment is at a new step")),
    },
    ("author", "*"): {
        "publish": Event(_("What you wrote was published")),
        "publish_on_date": Event(_("What you wrote was published")),
        "publish_over": Event(_("What you wrote was published")),
        "publish_over_on_date": Event(_("What you wrote was published")),
        "return": Event(_("What you wrote needs a change"), _("Open the page below, change it and send it again.")),
        "expire": Event(_("What you wrote was taken off the site on its date")),
        "*": Event(_("What you wrote is at a new step")),
    },
    ("waiting", "proposal"): {
        "submit": Event(_("A proposal waits for moderation"), _("Read it and decide on the page below.")),
        "route": Event(_("A proposal was passed on to your consultation"), _("Read it and decide on the page below.")),
        "resubmit": Event(_("A changed proposal waits for moderation"), _("Read it and decide on the page below.")),
        "appeal": Event(
            _("An author asks for a second decision"), _("Somebody who did not refuse it decides on the page below.")
        ),
        "publish": Event(_("A proposal waits for an answer of the commune"), _("Begin the answer on the page below.")),
        "remind": Event(
            _("The day of an answer comes near"),
            _("Draft the answer on the page below, or go on with it."),
        ),
        "overdue": Event(
            _("The day of an answer has passed"),
            _("Everyone sees that it is late. Answer it, or say what it waits for."),
        ),
        "recall": Event(_("A proposal was taken back by its author"), _WAITS_NO_MORE),
        "withdraw": Event(_("A proposal was withdrawn by its author"), _WAITS_NO_MORE),
        "keep_separate": Event(_("An author keeps a proposal separate"), _("Read it and decide on the page below.")),
        "release": Event(_("A proposal waits for moderation again: the one it had joined is gone")),
        "hide_at_once": Event(_("A proposal was reported and is hidden until you check it")),
        "*": Event(_("A proposal waits for you")),
    },
    ("waiting", "answer"): {
        "send": Event(_("An answer waits for your approval"), _("Read it and decide on the page below.")),
        "recall": Event(_("An answer was taken back to be changed"), _WAITS_NO_MORE),
        "edited": Event(_("An answer was changed and is being drafted again"), _WAITS_NO_MORE),
        "*": Event(_("An answer waits for you")),
    },
    ("waiting", "comment"): {
        "appeal": Event(_("An author asks for a second decision")),
        "hide_at_once": Event(_("A comment was reported and is hidden until you check it")),
        "*": Event(_("A comment waits for moderation")),
    },
    ("waiting", "charter"): {
        "propose": Event(_("A charter waits to be signed"), _("Read it and sign it on the page below.")),
        "recall": Event(_("A charter was taken back to be changed"), _WAITS_NO_MORE),
        "*": Event(_("A charter waits for you")),
    },
    ("waiting", "petition"): {
        "collect": Event(_("A petition collects signatures"), _("Everyone reads its text. Look at it once.")),
        "hide_at_once": Event(_("A petition was reported and is hidden until you check it")),
        "lodge": Event(
            _("A petition was lodged with the council"),
            _("Compare it with the receipt, and pass it to the bureau on the page below."),
        ),
        "pass_on": Event(_("A petition waits for the bureau"), _("Read it and decide on the page below.")),
        "remind": Event(
            _("The three months of a petition come to their end"),
            _("A refusal must be reasoned and notified before that. Decide on the page below."),
        ),
        "become_overdue": Event(
            _("The three months of a petition have passed"), _("Everyone sees that there is no reply.")
        ),
        "*": Event(_("A petition waits for you")),
    },
    ("waiting", "consultation"): {
        "close": Event(_("A consultation has closed"), _("The space writes its synthesis now.")),
        "publish_synthesis": Event(_("The synthesis of a consultation waits for the reply of the council")),
        "*": Event(_("A consultation waits for you")),
    },
    ("invitation", "*"): {
        "*": Event(_("You are invited to work with us"), _("Choose your name and a password on the page below.")),
    },
    ("rule", "*"): {
        "tell": Event(_("Something happened that a rule of your desk tells you of")),
        "remind": Event(_("A reminder: this has not moved on"), _("Look at it on the page below.")),
        "*": Event(_("A rule of your desk tells you of something")),
    },
    ("waiting", "*"): {"*": Event(_("Something waits for you"))},
    ("drafter", "*"): {
        "approve": Event(_("The answer you drafted was approved"), _("It can be published on the page below.")),
        "send_back": Event(_("The answer you drafted was sent back"), _("Change it and send it for approval again.")),
        "recall": Event(_("The answer you drafted was taken back to be changed")),
        "publish": Event(_("The answer you drafted was published")),
        "publish_on_date": Event(_("The answer you drafted was published")),
        "*": Event(_("The answer you drafted is at a new step")),
    },
}

HELLO = _("Hello,")
REASON = _("Reason: ${reason}")
STATE = _("It is now: ${state}.")
COMMENT = _("This was written with it:")
REFERENCE = _("Reference: ${reference}")
LINK = _("The page:")
PRIVATE = _("The page is yours alone: whoever has this address can read and change what you sent. Do not pass it on.")
INVITED = _("The address is for you alone and holds for two weeks. If you do not know why you got it, do nothing.")
AUTOMATIC = _("This message was written by the portal. Replies to it are not read.")


def event(kind: str, type_name: str, transition: str) -> Event | None:
    """Return what a letter of `kind` (author_proposal, waiting, drafter …) says; None for a kind nobody wrote."""
    group = kind.partition("_")[0]
    words = EVENTS.get((group, type_name)) or EVENTS.get((group, "*"))
    return None if words is None else words.get(transition) or words["*"]
