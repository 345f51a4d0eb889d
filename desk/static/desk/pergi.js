// Whatever leaves a page of fields waits for them: what follows must see their version, and nothing typed is lost.
import { mustWait, spreadVersion, unsavedField } from "./simpan.js";
import { tell } from "./umum.js";

// A choice of the case (service, evidence, colleague) has a button of its own. Who goes on without it is told once.
const isChosenAnew = (list) => list.selectedIndex !== Math.max([...list.options].findIndex((option) => option.defaultSelected), 0);
const unsavedChoice = (form) => [...document.querySelectorAll(":is(.perangkat, .rekan) select")]
  .find((list) => list.form !== form && !list.dataset.ditanya && isChosenAnew(list));
function asksAboutChoice(form) {
  const list = unsavedChoice(form);
  if (!list) return false;
  list.dataset.ditanya = "ya";
  list.focus();
  tell(`"${list.labels[0].textContent.trim()}" sudah dipilih, tetapi belum disimpan: tekan Simpan di sampingnya. Bila tidak jadi, ulangi langkah Anda.`);
  return true;
}

export function guardLeaving(focusField, passes) {
  async function settled(form = null) {
    const stopped = await unsavedField();
    spreadVersion();
    if (stopped) focusField(stopped);
    return !stopped && !asksAboutChoice(form);
  }

  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[href]");
    if (!link || link.target || link.dataset.lepas || event.ctrlKey || event.metaKey || event.shiftKey || !(mustWait() || unsavedChoice())) return;
    event.preventDefault();
    if (await settled()) location.assign(link.href);
  });

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.matches(passes) || form.dataset.siap || !(mustWait() || unsavedChoice(form))) return;
    event.preventDefault();
    const button = event.submitter;
    if (!(await settled(form))) return;
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
