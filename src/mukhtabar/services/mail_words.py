"""What letters say: a headline for each event, which is the subject too, and what can be done next."""

from dataclasses import dataclass

from mukhtabar.language import Message, _


@dataclass(frozen=True)
class Event:
    """What happened, and the next step for the person written to, if there is one."""

    headline: Message
    more: Message | None = None


_NOTED = Event(_("A colleague left you a note"), _("Only people of the council read it, on the page below."))
_ASSIGNED = _("Who works on it, and the notes of the council, are on the page below.")
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
        "answer_again": Event(
            _("The commune answered your proposal again"),
            _("The new answer takes the place of the earlier one. You can read it on the page below."),
        ),
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
        "reopen": Event(
            _("The commune withdrew its answer to your proposal"),
            _("Your proposal waits for an answer again. You can read the reason on the page below."),
        ),
        "reopen_joined": Event(_("The commune withdrew its answer to the proposal that yours joined")),
        "answer_joined": Event(
            _("The commune answered the proposal that yours joined"), _("You can read the answer on the page below.")
        ),
        "answer_again_joined": Event(
            _("The commune answered the proposal that yours joined again"),
            _("The new answer takes the place of the earlier one. You can read it on the page below."),
        ),
        "commitment_confirm": Event(
            _("The commune made a commitment about your proposal"), _("You can follow it on the page below.")
        ),
        "commitment_start": Event(_("The work on your proposal began")),
        "commitment_complete": Event(
            _("What was promised about your proposal is recorded as done"), _("You can say there how it was done.")
        ),
        "commitment_drop": Event(
            _("What was promised about your proposal is dropped"), _("The reason stands on the page below.")
        ),
        "commitment_reopen": Event(_("A commitment about your proposal is open again")),
        "commitment_resume": Event(_("A commitment about your proposal is taken up again")),
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
        "restore_ready": Event(_("Your petition is shown again")),
        "correct_lodging": Event(
            _("The record of the lodging of your petition was corrected"), _("The reason stands on the page below.")
        ),
        "close_to_readers": Event(
            _("A document of your petition was closed to readers"), _("You and the council still read it.")
        ),
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
        "remind_names": Event(
            _("In 30 days the portal forgets the names that were typed in for your petition"),
            _(
                "Nothing has happened to it for eleven months. Go on with it on the page below, and they stay. "
                "The signed sheets are in your hands: what was forgotten can be typed in again."
            ),
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
        "assign": Event(_("A proposal was assigned to you"), _ASSIGNED),
        "submit": Event(_("A proposal waits for moderation"), _("Read it and decide on the page below.")),
        "route": Event(_("A proposal was passed on to your consultation"), _("Read it and decide on the page below.")),
        "resubmit": Event(_("A changed proposal waits for moderation"), _("Read it and decide on the page below.")),
        "appeal": Event(
            _("An author asks for a second decision"), _("Somebody who did not refuse it decides on the page below.")
        ),
        "publish": Event(_("A proposal waits for an answer of the commune"), _("Begin the answer on the page below.")),
        "reopen": Event(
            _("A proposal waits for an answer again: the earlier one was withdrawn"),
            _("Begin the answer on the page below."),
        ),
        "remind": Event(
            _("The day of an answer comes near"),
            _("Draft the answer on the page below, or go on with it."),
        ),
        "overdue": Event(
            _("The day of an answer has passed"),
            _("Everyone sees that it is late. Answer it, or say what it waits for."),
        ),
        "passed_on": Event(
            _("A question was passed on to you"), _("Draft the answer in your own words on the page below.")
        ),
        "recall": Event(_("A proposal was taken back by its author"), _WAITS_NO_MORE),
        "withdraw": Event(_("A proposal was withdrawn by its author"), _WAITS_NO_MORE),
        "keep_separate": Event(_("An author keeps a proposal separate"), _("Read it and decide on the page below.")),
        "release": Event(_("A proposal waits for moderation again: the one it had joined is gone")),
        "hide_at_once": Event(_("A proposal was reported and is hidden until you check it")),
        "*": Event(_("A proposal waits for you")),
    },
    ("waiting", "answer"): {
        "assign": Event(_("An answer was assigned to you"), _ASSIGNED),
        "send": Event(_("An answer waits for your approval"), _("Read it and decide on the page below.")),
        "recall": Event(_("An answer was taken back to be changed"), _WAITS_NO_MORE),
        "edited": Event(_("An answer was changed and is being drafted again"), _WAITS_NO_MORE),
        "*": Event(_("An answer waits for you")),
    },
    ("waiting", "commune"): {
        "delegate": Event(
            _("You may approve answers by delegation"), _("From when to when, and why, stands on the page below.")
        ),
        "end_delegation": Event(_("A delegation to you has ended"), _WAITS_NO_MORE),
        "*": Event(_("Something waits for you")),
    },
    ("waiting", "commitment"): {
        "send": Event(_("A commitment waits for your approval"), _("Read it and decide on the page below.")),
        "recall": Event(_("A commitment was taken back to be changed"), _WAITS_NO_MORE),
        "remind": Event(_("The day of a milestone has passed"), _("Report what was done on the page below.")),
        "overdue": Event(
            _("The day of a commitment has passed"), _("Everyone sees that it is late. Report how far it is.")
        ),
        "*": Event(_("A commitment waits for you")),
    },
    ("waiting", "council_file"): {
        "send": Event(_("A council file waits for your approval"), _("Read it and decide on the page below.")),
        "report": Event(
            _("Decisions of the council wait for confirmation"), _("Read them and decide on the page below.")
        ),
        "recall": Event(_("A council file was taken back to be changed"), _WAITS_NO_MORE),
        "recall_decisions": Event(_("Decisions of the council were taken back to be changed"), _WAITS_NO_MORE),
        "*": Event(_("A council file is at a new step"), _WAITS_NO_MORE),
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
    ("waiting", "register"): {
        "send": Event(_("A register waits for your approval"), _("Read it and decide on the page below.")),
        "send_again": Event(_("A register waits for your approval"), _("Read it and decide on the page below.")),
        "recall": Event(_("A register was taken back to be changed"), _WAITS_NO_MORE),
        "recall_again": Event(_("A register was taken back to be changed"), _WAITS_NO_MORE),
        "*": Event(_("A register waits for you")),
    },
    ("drafter", "register"): {
        "approve": Event(_("The register you worded was approved and is public")),
        "approve_again": Event(_("The register you worded was approved and is public")),
        "send_back": Event(_("The register you worded was sent back"), _("Change it and send it for approval again.")),
        "send_back_again": Event(
            _("The register you worded was sent back"), _("Change it and send it for approval again.")
        ),
        "*": Event(_("The register you worded is at a new step")),
    },
    ("waiting", "petition"): {
        "collect": Event(_("A petition collects signatures"), _("Everyone reads its text. Look at it once.")),
        "hide_at_once": Event(_("A petition was reported and is hidden until you check it")),
        "lodge": Event(
            _("A petition was lodged with the council"),
            _("Compare it with the receipt, and pass it to the bureau on the page below."),
        ),
        "correct_lodging": Event(
            _("The record of the lodging of a petition was corrected"),
            _("The reason stands on the page below. Compare the day with the receipt."),
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
        "assign": Event(_("The reply to a consultation was assigned to you"), _ASSIGNED),
        "close": Event(_("A consultation has closed"), _("The space writes its synthesis now.")),
        "remind": Event(
            _("The day of the reply to a consultation comes near"),
            _("Draft the reply, or go on with it, on the page below."),
        ),
        "overdue": Event(
            _("The day of the reply to a consultation has passed"),
            _("Everyone sees that it is late. Publish the reply, or say what it waits for."),
        ),
        "publish_synthesis": Event(_("The synthesis of a consultation waits for the reply of the council")),
        "*": Event(_("A consultation waits for you")),
    },
    ("invitation", "*"): {
        "*": Event(_("You are invited to work with us"), _("Choose your name and a password on the page below.")),
    },
    # A private note of the person: not a word of what it is about.
    ("information", "*"): {
        "remind": Event(
            _("The day of an answer that you wait for comes near"), _("Only you see which, on the page below.")
        ),
        "overdue": Event(
            _("The day of an answer that you wait for has passed"),
            _("Note on the page below whether it came. Only you see it."),
        ),
        "*": Event(_("The day of an answer that you wait for comes near")),
    },
    ("rule", "*"): {
        "tell": Event(_("Something happened that a rule of your desk tells you of")),
        "remind": Event(_("A reminder: this has not moved on"), _("Look at it on the page below.")),
        "*": Event(_("A rule of your desk tells you of something")),
    },
    ("waiting", "*"): {"*": Event(_("Something waits for you"))},
    ("drafter", "commitment"): {
        "send_back": Event(
            _("A commitment that you drafted was sent back"), _("Change it and send it for approval again.")
        ),
        "*": Event(_("A commitment that you drafted is at a new step")),
    },
    ("drafter", "council_file"): {
        "send_back": Event(_("A council file was sent back"), _("Change it and send it for approval again.")),
        "return_decisions": Event(
            _("The decisions that you entered were sent back"), _("Change them and send them for confirmation again.")
        ),
        "convene": Event(_("The council file that you drafted was sent to the members")),
        "cancel": Event(_("A sitting of the council that you prepared was called off")),
        "confirm_decisions": Event(_("The decisions that you entered were confirmed and are public")),
        "*": Event(_("A council file that you drafted is at a new step")),
    },
    ("drafter", "*"): {
        "approve": Event(_("The answer you drafted was approved"), _("It can be published on the page below.")),
        "send_back": Event(_("The answer you drafted was sent back"), _("Change it and send it for approval again.")),
        "recall": Event(_("The answer you drafted was taken back to be changed")),
        "publish": Event(_("The answer you drafted was published")),
        "publish_on_date": Event(_("The answer you drafted was published")),
        "drop_schedule": Event(
            _("An answer was not published on its date"),
            _("What it rested on had changed. Set a date again, or publish."),
        ),
        "withdraw": Event(_("An answer that you drafted was withdrawn")),
        "*": Event(_("The answer you drafted is at a new step")),
    },
}

#: What is told in the same words of whatever waits for a council; the table may say it better.
IN_COUNCIL = {"note": _NOTED, "assign": Event(_("Work of the council was assigned to you"), _ASSIGNED)}

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
    if words is None:
        return None
    return words.get(transition) or (IN_COUNCIL.get(transition) if group == "waiting" else None) or words["*"]
