// The page image: show a page, zoom, pan, turn, light a field's box. Only SVG attributes change.
const canvas = document.getElementById("kanvas");
const pages = [...canvas.querySelectorAll("svg.halaman-gambar")];
const WIDTH = 1000;
const state = { page: 0, turn: 0, view: null };

const height = (svg) => Number(svg.dataset.tinggi);
const current = () => pages[state.page];

function load(root) {
  root.querySelectorAll("image[data-alamat]").forEach((image) => {
    image.setAttribute("href", image.dataset.alamat);
    image.removeAttribute("data-alamat");
  });
}

const MARGIN_AROUND = 12;
// How pages are shown is remembered for this browser: the whole page, its full width, or closer (a factor of that).
const KEEP = "berkas-tampilan";
const kept = { mode: "lebar", closer: 1, compares: false, ...JSON.parse(localStorage.getItem(KEEP) ?? "{}") };
const remember = (change) => { Object.assign(kept, change); localStorage.setItem(KEEP, JSON.stringify(kept)); };

const size = (svg) => (state.turn % 180 ? [height(svg), WIDTH] : [WIDTH, height(svg)]);
const ratio = () => current().clientHeight / Math.max(current().clientWidth, 1);

function whole(svg) {
  const [w, h] = size(svg);
  return { x: -MARGIN_AROUND, y: -MARGIN_AROUND, w: w + 2 * MARGIN_AROUND, h: h + 2 * MARGIN_AROUND };
}

// The page's full width from its top on, or closer; a page that is whole in sight so is shown whole.
function wide(svg) {
  const [w, h] = size(svg);
  const across = (w + 2 * MARGIN_AROUND) / kept.closer;
  const tall = across * ratio();
  if (tall >= h + 2 * MARGIN_AROUND) return whole(svg);
  return { x: (w - across) / 2, y: -MARGIN_AROUND, w: across, h: tall };
}

function draw() {
  const svg = current();
  if (!svg) return;
  const v = state.view;
  svg.setAttribute("viewBox", `${v.x} ${v.y} ${v.w} ${v.h}`);
  const h = height(svg);
  const turns = { 0: "", 90: `translate(${h} 0) rotate(90)`, 180: `translate(${WIDTH} ${h}) rotate(180)`, 270: `translate(0 ${WIDTH}) rotate(270)` };
  svg.querySelector(".putaran").setAttribute("transform", turns[state.turn]);
}

export function showPage(index) {
  if (!pages[index]) return;
  const changed = index !== state.page || !state.view;
  state.page = index;
  pages.forEach((svg, place) => { svg.toggleAttribute("hidden", place !== index); });
  load(current());
  const name = document.getElementById("nama-halaman");
  name.textContent = name.title = `${index + 1} dari ${pages.length}: ${current().dataset.judul}`;
  document.querySelectorAll(".lembar button").forEach((button) => {
    if (Number(button.dataset.halaman) === index) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  });
  if (changed) { state.turn = 0; fit(); showPair(); }
}

export function fit() { if (current()) { state.view = kept.mode === "utuh" ? whole(current()) : wide(current()); draw(); } }
export function fitWhole() { remember({ mode: "utuh" }); fit(); }
export function fitWidth() { remember({ mode: "lebar", closer: 1 }); fit(); }
export function turn() { state.turn = (state.turn + 90) % 360; fit(); }
export const step = (by) => showPage(Math.min(Math.max(state.page + by, 0), pages.length - 1));

export function zoom(factor, at = { x: 0.5, y: 0.5 }) {
  const v = state.view;
  if (!v) return;
  const w = Math.min(Math.max(v.w * factor, 60), WIDTH * 4);
  const h = v.h * (w / v.w);
  state.view = { x: v.x + (v.w - w) * at.x, y: v.y + (v.h - h) * at.y, w, h };
  remember({ mode: "lebar", closer: Math.max(1, (size(current())[0] + 2 * MARGIN_AROUND) / w) });
  draw();
}

// A screen further up or down; past the end of the page it is the next one.
export function turnScreen(by) {
  const v = state.view;
  if (!v) return;
  const [, h] = size(current());
  const isAtEnd = by > 0 ? v.y + v.h >= h : v.y <= 0;
  if (!isAtEnd) { pan(0, by * v.h * 0.85); return; }
  if (!pages[state.page + by]) return;
  step(by);
  if (by < 0) { state.view = { ...state.view, y: Math.max(-MARGIN_AROUND, height(current()) + MARGIN_AROUND - state.view.h) }; draw(); }
}

// The engine's box may end within the last letter: the lit one stands a little off its words.
const MARGIN = 4;
function grow(box, by) {
  [["x", -by], ["y", -by], ["width", 2 * by], ["height", 2 * by]].forEach(([name, more]) => box.setAttribute(name, Number(box.getAttribute(name)) + more));
}

// Moves so that the box lies in the middle, with enough around it to see which line it is.
export function light(field) {
  canvas.querySelectorAll(".kotak.menyala").forEach((box) => { box.classList.remove("menyala"); grow(box, -MARGIN); });
  if (canvas.hasAttribute("data-ambil")) return; // the eye and the hand are on the scan: it stays where it is
  const box = canvas.querySelector(`.kotak[data-isian="${field.dataset.isian}"]`);
  if (field.dataset.halaman !== undefined) showPage(Number(field.dataset.halaman));
  if (!box) return;
  box.classList.add("menyala");
  grow(box, MARGIN);
  if (state.turn) { state.turn = 0; }
  const [x, y, w, h] = ["x", "y", "width", "height"].map((name) => Number(box.getAttribute(name)));
  const across = Math.min(Math.max(w * 1.5, h * 14, 420), WIDTH + 24);
  const tall = across * ratio();
  const within = (start, size, limit) => (size > limit + 24 ? (limit - size) / 2 : Math.min(Math.max(start, -12), limit + 12 - size));
  state.view = {
    x: within(x + w / 2 - across / 2, across, WIDTH), y: within(y + h / 2 - tall / 2, tall, height(current())), w: across, h: tall,
  };
  draw();
}

const tools = { perbesar: () => zoom(0.75), perkecil: () => zoom(1.33), utuh: fitWhole, lebar: fitWidth, putar: turn, banding: compare };
document.addEventListener("click", (event) => {
  const tool = event.target.closest("[data-alat]");
  if (tool) tools[tool.dataset.alat]?.();
  const place = event.target.closest("button[data-halaman]");
  if (place) { showPage(Number(place.dataset.halaman)); fit(); }
  const box = event.target.closest(".kotak");
  if (box && !canvas.hasAttribute("data-ambil")) document.querySelector(`#f${box.dataset.isian} :is(input:not([type=hidden]), select, textarea)`)?.focus();
});

canvas.addEventListener("wheel", (event) => {
  event.preventDefault();
  const area = current().getBoundingClientRect();
  zoom(event.deltaY > 0 ? 1.15 : 0.87, { x: (event.clientX - area.left) / area.width, y: (event.clientY - area.top) / area.height });
}, { passive: false });

let drag = null;
canvas.addEventListener("pointerdown", (event) => {
  if (canvas.hasAttribute("data-ambil") || !event.target.closest(".halaman-gambar") || event.target.closest(".kotak") || !state.view) return;
  drag = { x: event.clientX, y: event.clientY, view: { ...state.view } };
  current().classList.add("menyeret");
});
window.addEventListener("pointermove", (event) => {
  if (!drag) return;
  const scale = Math.max(drag.view.w / current().clientWidth, drag.view.h / current().clientHeight);
  state.view = { ...drag.view, x: drag.view.x - (event.clientX - drag.x) * scale, y: drag.view.y - (event.clientY - drag.y) * scale };
  draw();
});
// A click without a drag brings the place to the middle: nobody has to drag.
window.addEventListener("pointerup", (event) => {
  if (drag && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < 4) centre(event);
  drag = null;
  current()?.classList.remove("menyeret");
});

function centre(event) {
  const area = current().getBoundingClientRect();
  const scale = Math.max(state.view.w / area.width, state.view.h / area.height);
  pan((event.clientX - area.left - area.width / 2) * scale, (event.clientY - area.top - area.height / 2) * scale);
}

export function pan(x, y) {
  if (!state.view) return;
  state.view = { ...state.view, x: state.view.x + x, y: state.view.y + y };
  draw();
}
export const nudge = (x, y) => state.view && pan(x * state.view.w * 0.2, y * state.view.h * 0.2);

// Beside the page its counterpart: the card of the case laid straight by its corners, or the letter beside the card.
const CARD = { w: 856, h: 540 };
const pair = document.getElementById("banding");
const NS = "http://www.w3.org/2000/svg";

function cardMatrix(page) {
  const [[x0, y0], [x1, y1], , [x3, y3]] = page.dataset.kartu.split(" ").map((corner) => corner.split(",").map(Number));
  const [a, b, c, d] = [(x1 - x0) / CARD.w, (y1 - y0) / CARD.w, (x3 - x0) / CARD.h, (y3 - y0) / CARD.h];
  const det = a * d - b * c;
  return [d / det, -b / det, -c / det, a / det, (c * y0 - d * x0) / det, (b * x0 - a * y0) / det];
}

function counterpart() {
  const isCard = Boolean(current()?.dataset.kartu);
  return pages.find((page) => page !== current() && Boolean(page.dataset.kartu) !== isCard) ?? pages.find((page) => page !== current());
}

function showPair() {
  if (!pair) return;
  const page = kept.compares ? counterpart() : null;
  canvas.toggleAttribute("data-dua", Boolean(page));
  document.querySelector("[data-alat=banding]")?.setAttribute("aria-pressed", String(Boolean(page)));
  pair.toggleAttribute("hidden", !page);
  if (!page) return;
  const group = document.createElementNS(NS, "g"), image = document.createElementNS(NS, "image");
  const source = page.querySelector("image");
  image.setAttribute("href", source.getAttribute("href") ?? source.dataset.alamat);
  image.setAttribute("width", WIDTH);
  image.setAttribute("height", height(page));
  image.setAttribute("preserveAspectRatio", "none");
  group.append(image);
  if (page.dataset.kartu) group.setAttribute("transform", `matrix(${cardMatrix(page).join(" ")})`);
  pair.setAttribute("viewBox", page.dataset.kartu ? `0 0 ${CARD.w} ${CARD.h}` : `0 0 ${WIDTH} ${height(page)}`);
  pair.setAttribute("preserveAspectRatio", page.dataset.kartu ? "xMidYMid meet" : "xMidYMin slice");
  pair.replaceChildren(group);
}

export function compare() {
  remember({ compares: !kept.compares });
  showPair();
  fit();
}

// All pages with their pictures, each whole, as paper shows them.
export async function loadAll() {
  pages.forEach((svg) => { load(svg); svg.setAttribute("viewBox", `0 0 ${WIDTH} ${height(svg)}`); });
  const pictures = pages.map((svg) => svg.querySelector("image")).filter((image) => image?.getAttribute("href"));
  await Promise.all(pictures.map((image) => new Promise((done) => {
    const picture = new Image();
    picture.onload = picture.onerror = done;
    picture.src = image.getAttribute("href");
  })));
  addEventListener("afterprint", fit, { once: true });
}

export function loadCrops(root = document) { root.querySelectorAll(".potongan, .lembar").forEach(load); }
// The viewer's keys, the same for a case and for an archived letter.
export const viewerKeys = {
  r: turn, b: compare, l: fitWidth, 0: fitWhole, "+": () => zoom(0.75), "=": () => zoom(0.75), "-": () => zoom(1.33),
  "[": () => step(-1), "]": () => step(1),
};
export const screens = { PageDown: 1, PageUp: -1 };
export const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
showPage(0);
loadCrops();
