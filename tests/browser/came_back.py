"""GOALS A2: what axe does not see in forms that came back with errors."""

from playwright.sync_api import Page, expect

WRONG = """() => {
  const found = [], by = id => document.getElementById(id);
  const shown = e => e && e.getClientRects().length > 0;
  const summary = document.querySelector('main .problems');
  if (!summary) return ['no summary'];
  if (document.activeElement !== summary) found.push(`focus is on ${document.activeElement.outerHTML.slice(0, 80)}`);
  if (summary.getAttribute('role') !== 'alert' || !by(summary.getAttribute('aria-labelledby'))) found.push('the summary has no role or name');
  const texts = [...document.querySelectorAll('main .wrong')].filter(shown).map(e => e.textContent.replace(/\\s+/g, ' ').trim());
  const links = [...summary.querySelectorAll('li a[href^="#"]')];
  links.forEach(a => {
    const target = by(a.getAttribute('href').slice(1));
    if (!target || !(target.matches('input, select, textarea, button, a[href], [tabindex]'))) return found.push(`the link ${a.getAttribute('href')} leads nowhere`);
    const said = a.textContent.replace(/\\s+/g, ' ').trim();
    if (target.getAttribute('aria-invalid') && !texts.some(t => said.endsWith(t.split(': ').slice(1).join(': ').trim()))) found.push(`other words beside the field: ${said} / ${texts}`);
  });
  document.querySelectorAll('main .field[data-wrong], main .field:has(.wrong)').forEach(field => {
    const controls = [...field.querySelectorAll('input:not([type=hidden]), select, textarea')];
    controls.forEach(c => {
      if (c.getAttribute('aria-invalid') !== 'true') found.push(`not marked invalid: ${c.name}`);
      const ids = (c.getAttribute('aria-describedby') || '').split(' ');
      if (!ids.some(id => by(id) && by(id).matches('.wrong'))) found.push(`error not tied to ${c.name}`);
    });
    if (controls.length && !links.some(a => controls.some(c => '#' + c.id === a.getAttribute('href')))) found.push(`no link to ${controls[0].name}`);
  });
  if (!document.title.includes(':')) found.push(`title: ${document.title}`);
  return found;
}"""


def wrong(page: Page) -> list[str]:
    """Return what is wrong with how a form that came back says its errors."""
    # A browser moves the focus once it has drawn the page: a busy machine may take a moment.
    expect(page.locator("main .problems")).to_be_focused()
    found: list[str] = page.evaluate(WRONG)
    return found
