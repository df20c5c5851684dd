"""Checks on who may do what: nothing is granted by silence, nothing public by accident, nobody approves themselves."""

from collections.abc import Iterator

from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.roles import Role
from mukhtabar.rules.workflow.guards import PERSONAL
from mukhtabar.rules.workflow.model import Definition, Transition
from mukhtabar.rules.workflow.problem import Problem

#: What every document has, so that the defaults must be watched even where a workflow does not speak of it.
_ALWAYS = frozenset({Permission.EDIT, Permission.MODERATE, Permission.SEE_HISTORY})
#: What a person without an account may be given.
_FOR_EVERYONE = frozenset({Permission.VIEW, Permission.SEE_HISTORY})


def view_managed(definition: Definition) -> Iterator[Problem]:
    """Without its own say on "view" a workflow would take the default, and that lets everyone see everything."""
    if Permission.VIEW not in definition.managed:
        yield Problem("managed", 'a workflow must manage "view": otherwise every state of it would be public')


def silence(definition: Definition) -> Iterator[Problem]:
    """Nobody is also an answer, but it must be written down."""
    for name, state in definition.states.items():
        for permission in sorted(definition.managed - state.allow.keys()):
            sentence = f'"{name}" does not say who may {permission}; if nobody may, write allow.{permission} = []'
            yield Problem(f"state.{name}", sentence)


def unmanaged(definition: Definition) -> Iterator[Problem]:
    """A grant that has no effect misleads the reader of the file."""
    for name, state in definition.states.items():
        for permission in sorted(state.allow.keys() - definition.managed):
            sentence = f'"{permission}" is not in managed, so this line would have no effect'
            yield Problem(f"state.{name}.allow.{permission}", sentence)


def public_unsaid(definition: Definition) -> Iterator[Problem]:
    """Letting everyone view takes two words, so that no slip of one publishes."""
    for name, state in definition.states.items():
        if Role.EVERYONE in state.allow.get(Permission.VIEW, ()) and not state.public:
            yield Problem(f"state.{name}.allow.view", f'everyone may view "{name}", but it does not say public = true')


def public_unmet(definition: Definition) -> Iterator[Problem]:
    """And the other way round: what is called public can be seen."""
    for name, state in definition.states.items():
        if state.public and Role.EVERYONE not in state.allow.get(Permission.VIEW, ()):
            yield Problem(f"state.{name}.public", f'"{name}" says public = true, but allow.view leaves out "everyone"')


def public_tombstone(definition: Definition) -> Iterator[Problem]:
    """A tombstone stands where the text is gone."""
    for name, state in definition.states.items():
        if state.public and state.tombstone:
            yield Problem(f"state.{name}.tombstone", f'"{name}" is public, so there is no tombstone to show')


def everyone_acts(definition: Definition) -> Iterator[Problem]:
    """Whoever has no account may read, never change."""
    for name, state in definition.states.items():
        for permission, roles in state.allow.items():
            if Role.EVERYONE in roles and permission not in _FOR_EVERYONE:
                sentence = f'"everyone" includes people without an account and may not {permission}; use "citizen"'
                yield Problem(f"state.{name}.allow.{permission}", sentence)


def acts_blind(definition: Definition) -> Iterator[Problem]:
    """A permission on a text one may not see leaks it, or is of no use. The defaults count as well."""
    for name in definition.states:
        seeing = definition.allowed(name, Permission.VIEW)
        if Role.EVERYONE in seeing:
            continue
        for permission in sorted(definition.managed | _ALWAYS):
            managed = permission in definition.managed
            for role in sorted(definition.allowed(name, permission) - seeing):
                how = "" if managed else f' by default: add "{permission}" to managed'
                key = f"state.{name}.allow.{permission}" if managed else "managed"
                yield Problem(key, f'"{role}" may {permission} in "{name}" but not view it{how}')


def queue_for_whom(definition: Definition) -> Iterator[Problem]:
    """A worklist belongs to a role that somebody was given, and that may see what waits."""
    for name, state in definition.states.items():
        if state.queue is None:
            continue
        key, role = f"state.{name}.queue.role", state.queue.role
        if role in {Role.EVERYONE, Role.CITIZEN}:
            yield Problem(key, f'a worklist cannot belong to "{role}"')
        elif {role, Role.EVERYONE}.isdisjoint(definition.allowed(name, Permission.VIEW)):
            yield Problem(key, f'"{name}" waits for "{role}", who may not view it')


def nobody_can_fire(definition: Definition) -> Iterator[Problem]:
    """A step that looks possible in the drawing must be possible."""
    for transition in definition.transitions.values():
        if transition.needs is None:
            continue
        for name in sorted(transition.from_):
            if not definition.allowed(name, transition.needs):
                sentence = f'nobody can fire it from "{name}": no role has "{transition.needs}" there'
                yield Problem(f"transition.{transition.name}.needs", sentence)


def system_alone(definition: Definition) -> Iterator[Problem]:
    """A step belongs to people or to the portal; a guard about a person has nobody to ask in the portal's own steps."""
    for name, transition in definition.transitions.items():
        key = f"transition.{name}"
        if transition.system and transition.needs is not None:
            yield Problem(f"{key}.needs", "the portal takes this step by itself, so it needs no permission")
        if not transition.system and transition.needs is None:
            yield Problem(key, "it does not say which permission it needs, nor system = true")
        for guard in transition.guards if transition.system else ():
            if guard in PERSONAL:
                yield Problem(f"{key}.guards", f'"{guard}" asks about a person, but the portal takes this step')
        if transition.system and (transition.reasons is not None or transition.comment == "required"):
            yield Problem(key, "the portal takes this step by itself, and cannot give a reason or a comment")


def _missing_guards(definition: Definition, transition: Transition) -> Iterator[tuple[str, str]]:
    if transition.needs is Permission.APPROVE:
        yield "not_drafter", "nobody approves a text they worked on"
        # Taking an approval away may come late; giving one must be about the text that was read.
        if "drop_approval" not in transition.effects:
            yield "read_what_is_current", "approval is bound to the text that was read"
    if transition.needs is Permission.MODERATE:
        yield "not_author", "nobody moderates what they wrote"
    by_author = any("author_only" in step.guards for step in definition.transitions.values())
    if by_author and transition.needs in {Permission.ANSWER, Permission.PUBLISH}:
        yield "not_author", "who asks something of the council does not decide on it there"
    if "answer_proposal" in transition.effects:
        yield "approved_text_is_current", "only the text that was approved may be published as the answer"


def unguarded(definition: Definition) -> Iterator[Problem]:
    """Four eyes are not a convention: a file that forgets the guard does not load."""
    for name, transition in definition.transitions.items():
        for guard, why in _missing_guards(definition, transition):
            if guard not in transition.guards:
                yield Problem(f"transition.{name}.guards", f'the guard "{guard}" is missing: {why}')
