// Lines of handwriting. Enter: save and go on; Tab: go on; the ink is fetched a line before it is looked at.
import { guardLeaving } from "./pergi.js";
import { giveUp, input, INPUT, panel, spreadVersion, take, takeChanged } from "./simpan.js";

const forms = () => [...panel.querySelectorAll("form.baris")];
const link = document.getElementById("selesai");

function fetchInk(root = panel) {
  root.querySelectorAll("image[data-alamat]").forEach((image) => {
    image.setAttribute("href", image.dataset.alamat);
    image.removeAttribute("data-alamat");
  });
}

// The first doubtful word is marked, so that typing replaces it; a line without one is marked whole.
function focusLine(form) {
  const place = input(form);
  place.focus({ preventScroll: true });
  form.scrollIntoView({ block: "center" });
  const [start, end] = (form.dataset.ragu ?? "").split("-").map(Number);
  if (end) place.setSelectionRange(start, end); else place.setSelectionRange(place.value.length, place.value.length);
}

function goTo(form, by) {
  const all = forms();
  const next = all[all.indexOf(form) + by];
  if (next) focusLine(next);
  else if (by > 0) link.focus();
  return Boolean(next);
}

// The word after the marked one (or before it), marked, so that typing replaces it.
function markWord(place, by) {
  const words = [...place.value.matchAll(/\S+/g)].map((word) => [word.index, word.index + word[0].length]);
  const word = by > 0 ? words.find(([start]) => start >= place.selectionEnd) : words.findLast(([, end]) => end <= place.selectionStart);
  if (word) place.setSelectionRange(...word);
}

const settled = guardLeaving(focusLine, "form.baris, dialog form");
const isDone = (form) => form.classList.contains("diterima");

function tell() {
  const left = forms().filter((form) => form.matches(".ragu") && !isDone(form)).length;
  document.getElementById("sisa").textContent = left ? `${left} baris ragu lagi` : "Tidak ada baris ragu lagi di sini";
}

panel.addEventListener("change", (event) => {
  const form = event.target.closest("form.baris");
  if (form && event.target.matches(INPUT)) takeChanged(form);
});

function key(event, form) {
  const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey;
  const moves = { ArrowDown: 1, ArrowUp: -1 }, words = { ArrowRight: 1, ArrowLeft: -1 };
  if (event.key === "Enter") {
    event.preventDefault();
    if (event.repeat) return;
    if (!input(form).readOnly) take(form);
    if (event.ctrlKey) leave(); else goTo(form, 1);
  } else if (event.key === "Tab" && isPlain && (forms().indexOf(form) > 0 || !event.shiftKey)) {
    if (goTo(form, event.shiftKey ? -1 : 1) || !event.shiftKey) event.preventDefault();
  } else if (event.key in words && event.ctrlKey && !event.shiftKey && !event.altKey && !event.metaKey) {
    event.preventDefault();
    markWord(event.target, words[event.key]);
  } else if (event.key in moves && isPlain) {
    if (goTo(form, moves[event.key])) event.preventDefault();
  } else if (event.key === "Escape") {
    giveUp(form);
    event.target.blur();
  }
}

async function leave() { if (await settled()) location.assign(link.href); }

panel.addEventListener("keydown", (event) => {
  const form = event.target.closest("form.baris");
  if (form && event.target.matches(INPUT)) key(event, form);
});

document.addEventListener("htmx:afterSettle", (event) => { fetchInk(event.target.parentElement ?? panel); spreadVersion(); tell(); });

fetchInk();
tell();
const first = forms().find((form) => form.matches(".ragu") && !isDone(form)) ?? forms()[0];
if (first && !input(first).readOnly) focusLine(first);
