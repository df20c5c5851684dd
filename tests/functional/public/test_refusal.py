"""A refusal says why, in words, and what to do next."""

from tests.world import COMMUNE, SPACE, World


def test_a_visitor_is_told_to_sign_in_and_comes_back(world: World) -> None:
    page = world.browser().get(f"{SPACE}/who", status=403)
    assert f'href="/sign-in?next={SPACE}/who"' in page


def test_a_person_without_the_role_reads_which_role_it_needs(world: World) -> None:
    page = world.browser("editor").get(f"/en{SPACE}/who", status=403)
    assert "Head of the space" in page and "Editor" in page and "Ask the head of the space" in page


def test_the_right_role_sees_who_can_do_what_and_why(world: World) -> None:
    page = world.browser("admin").get(f"/en{COMMUNE}/who")
    assert "Officer" in page and "Commune officer (drafts)" in page
