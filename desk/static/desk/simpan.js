// Saving of fields on the case page: what was sent, what came back, and whether anything typed is still unsaved.
import { isStray, note, noteStray } from "./ketikan.js";

export const panel = document.getElementById("panel");
export const INPUT = ":is(input:not([type=hidden]), select, textarea)";
export const input = (form) => form?.querySelector(INPUT);
const all = () => [...document.querySelectorAll("#panel form.isian")];

// Form id -> the value under way; a second value for the same row waits in `again`, since the answer replaces the row.
const sent = new Map();
const again = new Set();
// Fields taken on this page: a row that was just replaced wears its old class until htmx has settled.
export const taken = new Set();

const isWritable = (place) => place && !place.disabled && !place.readOnly;
const isRefused = (form) => form.matches(".galat") && input(form).value === input(form).defaultValue;
const isUnsaved = (form) => isWritable(input(form)) && input(form).value !== (sent.get(form.id) ?? form.dataset.asal);
const isSaving = () => sent.size + again.size > 0;
const mark = () => panel.toggleAttribute("data-menyimpan", isSaving());

// Sends the field as it stands; the page goes on at once, the answer replaces the row when it comes.
export function take(form) {
  const value = input(form).value;
  taken.add(form.id);
  if (sent.has(form.id)) {
    if (sent.get(form.id) !== value) again.add(form.id);
    return;
  }
  sent.set(form.id, value);
  mark();
  form.requestSubmit();
}

export const takeChanged = (form) => {
  if (isUnsaved(form) && isStray(form)) noteStray(form);
  else if (isUnsaved(form)) take(form);
};

// The field as it is stored; what was typed goes.
export function giveUp(form) {
  input(form).value = form.dataset.asal;
  form.classList.remove("galat");
  delete form.dataset.pasti;
  note(form, "");
  input(form).removeAttribute("aria-invalid");
}

// What was typed while the answer was on its way is put into the row that the answer brings.
let late = null;
document.addEventListener("htmx:beforeSwap", (event) => {
  const form = event.target;
  if (!form.matches("form.isian") || !event.detail.shouldSwap) return;
  const place = input(form);
  const isFocused = document.activeElement === place;
  late = place.value === sent.get(form.id) ? { id: form.id, isFocused }
    : { id: form.id, isFocused, value: place.value, at: place.selectionEnd };
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id !== late?.id) return;
  const place = input(event.target), { value, isFocused, at } = late;
  late = null;
  if (value !== undefined) place.value = value;
  if (!isFocused) return;
  place.focus({ preventScroll: true });
  if (at !== undefined && at !== null) place.setSelectionRange(at, at);
});

document.addEventListener("htmx:afterRequest", (event) => {
  const id = event.detail.requestConfig?.elt?.id;
  if (!sent.has(id)) return;
  sent.delete(id);
  const form = document.getElementById(id);
  if (event.detail.failed) { taken.delete(id); again.delete(id); }
  if (again.delete(id) && form) take(form);
  mark();
});

// A row that has just come is htmx's only when it has settled; a save asked of it before waits.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form.isian") || event.defaultPrevented) return;
  event.preventDefault();
  setTimeout(() => form.requestSubmit(), 30);
});

async function saved() { while (isSaving()) await new Promise((done) => setTimeout(done, 30)); }

// Before anything leaves this page: what is typed is sent, and what is under way arrives. Answers with the field that
// could not be saved, if there is one: then nothing may go on.
export async function unsavedField() {
  const unsaved = all().filter((form) => isUnsaved(form) && !isRefused(form));
  unsaved.filter(isStray).forEach(noteStray);
  unsaved.filter((form) => !isStray(form)).forEach(take);
  await saved();
  return all().find((form) => form.isConnected && (form.matches(".galat") || isUnsaved(form)));
}
export const mustWait = () => isSaving() || all().some((form) => form.matches(".galat") || isUnsaved(form));

export const version = () => document.getElementById("versi")?.value;
export function spreadVersion(root = document) {
  root.querySelectorAll("input[name=versi]:not(#versi)").forEach((hidden) => { hidden.value = version() ?? hidden.value; });
}

window.addEventListener("beforeunload", (event) => { if (isSaving()) event.preventDefault(); });
