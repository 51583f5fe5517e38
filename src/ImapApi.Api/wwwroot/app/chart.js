const width = 120;
const height = 40;

/** A small line of the newest values, drawn anew with each. */
export class Chart {
  constructor(label) {
    this.values = [];
    this.element = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    this.element.setAttribute("class", "chart");
    this.element.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.element.setAttribute("preserveAspectRatio", "none");
    this.element.setAttribute("role", "img");
    this.element.setAttribute("aria-label", label);
    this.area = this.path("area");
    this.line = this.path("");
  }

  add(value) {
    this.values.push(value);
    if (this.values.length > 60)
      this.values.shift();
    const most = Math.max(1, ...this.values);
    const step = width / 59;
    const left = width - (this.values.length - 1) * step;
    const points = this.values.map((value, i) => `${(left + i * step).toFixed(1)},${(height - 2 - (value / most) * (height - 6)).toFixed(1)}`);
    this.line.setAttribute("d", `M${points.join("L")}`);
    this.area.setAttribute("d", `M${left.toFixed(1)},${height}L${points.join("L")}L${width},${height}Z`);
  }

  path(className) {
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("class", className);
    this.element.append(path);
    return path;
  }
}
