// Whatever leaves a page of fields waits for them: what follows must see their version, and nothing typed is lost.
import { mustWait, spreadVersion, unsavedField } from "./simpan.js";

export function guardLeaving(focusField, passes) {
  async function settled() {
    const stopped = await unsavedField();
    spreadVersion();
    if (stopped) focusField(stopped);
    return !stopped;
  }

  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[href]");
    if (!link || link.target || link.dataset.lepas || event.ctrlKey || event.metaKey || event.shiftKey || !mustWait()) return;
    event.preventDefault();
    if (await settled()) location.assign(link.href);
  });

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.matches(passes) || form.dataset.siap || !mustWait()) return;
    event.preventDefault();
    const button = event.submitter;
    if (!(await settled())) return;
    form.dataset.siap = "ya";
    form.requestSubmit(button);
  }, { capture: true });

  return settled;
}

// The lease is renewed, and a takeover learned of, while somebody works here; a page left open gives the case back.
const IDLE_MS = 150 * 1000;
let worked = Date.now();
["keydown", "pointerdown", "wheel"].forEach((name) => document.addEventListener(name, () => { worked = Date.now(); }, { capture: true, passive: true }));
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target.id === "pegangan" && Date.now() - worked > IDLE_MS) event.preventDefault();
});
