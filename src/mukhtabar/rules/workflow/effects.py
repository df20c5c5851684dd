"""What a transition may set off. Names only: actions/effects.py carries them out, in the order of the file."""

from collections.abc import Mapping
from types import MappingProxyType

#: Effect -> what it does, in one line.
MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "issue_receipt": "gives the author a receipt and the private status address that goes with it",
        "notify_author": "tells the author what was decided, why, and what can be done next",
        "notify_editors": "tells who moderates there that something waits for them; where nobody does, who administers",
        "notify_officers": "tells the officers of the commune that something waits for them",
        "notify_approvers": "tells the approvers of the commune that a text waits, or waits no longer",
        "notify_drafters": "tells everyone who drafted or edited the text",
        "notify_followers": "tells those whom it concerns: the authors behind a proposal, and who drafted",
        "forget_signatories": "forgets the names of who signed: only their number is still needed",
        "stamp_published": "keeps the date of the first publication; a later one never moves it",
        "pin_revision": "keeps the present text as a revision that is never pruned",
        "freeze_text": "records the hash of the text: from here on a change of a letter can be seen",
        "record_approval": "binds approver, time and the hash of the text that was read",
        "drop_approval": "ends the recorded approval; it stays in the history",
        "answer_proposal": "moves a published proposal to answered; tells of a later answer to an answered one",
        "reopen_proposal": "lets an answered proposal wait again, when the answer in force was withdrawn",
        "drop_schedule": "ends the dates set for it: what was taken back is not published by the clock",
        "publish_over": "writes what a working copy says onto its original, as one save that can be taken back",
        "discard": "puts the document into the trash when the step is written down: it has served",
        "take_figures": "freezes what is counted for a register: what is approved is what is shown",
        "drop_figures": "lets the figures of a register be counted anew",
        "keep_edition": "makes the approved text and figures of a register what readers see",
        "back_to_edition": "lets go of what was begun: the words of a register are again those that readers see",
        "supersede_previous": "moves the earlier published answer to the same proposal to superseded, with a link",
        "list_points": "says beside each point of an agenda on which session it stands",
        "unlist_points": "says beside each point of an agenda that the sitting was called off",
        "write_decisions": "says beside each point of an agenda what the council decided",
        "count_decision": "counts a decision of the moderators, and whether it came within the promised days",
        "uncount_decision": "takes a decision that was undone out of the count",
        "forget_clock": "forgets what was said of the clock, when the only publication was undone: it never ran",
        "close_reports": "closes the open reports of the text: they were founded",
        "clear_text": "closes the open reports as unfounded: the next one does not hide the same text at once",
        "link_merged": "links both proposals and counts the people behind both once each",
        "unlink_merged": "takes the link back, and gives each proposal its own people again",
        "release_joined": "separates what had joined it again, and puts it back into the queue",
        "count_anew": "counts the signatures of a list again from the lines that are kept",
        "notify_joined": "tells the authors of what had joined it",
    }
)

#: The names that may stand in a workflow file.
EFFECTS: frozenset[str] = frozenset(MEANINGS)
