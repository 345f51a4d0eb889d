// The print button.
document.querySelectorAll("[data-cetak]").forEach((button) => button.addEventListener("click", () => window.print()));
