function fixed(value, digits) {
	let text = Math.abs(value).toFixed(digits);
	return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}
function percent(share) {
	return `${fixed(share * 100, 1)}%`;
}
function points(change) {
	let text = fixed(change * 100, 1);
	return change > 0 && Number(text) !== 0 ? `+${text}` : text;
}
function plainPoints(size) {
	return fixed(Math.abs(size) * 100, 1).replace(/\.0$/, "");
}
function usd(amount) {
	let size = Math.abs(amount), sign = amount < 0 ? "−" : "";
	if (size === 0) return "$0.00";
	if (size >= 100) return `${sign}$${integer(size)}`;
	let digits = size >= 1 ? 2 : Math.min(12, 2 - Math.floor(Math.log10(size)));
	return `${sign}$${size.toFixed(digits).replace(/(\.\d\d\d*?)0+$/, "$1")}`;
}
function ms(duration) {
	if (Math.abs(duration) < 1e3) return `${fixed(duration, 0)} ms`;
	let seconds = duration / 1e3;
	return `${Math.abs(seconds) < 10 ? fixed(seconds, 2) : fixed(seconds, 1)} s`;
}
function ratio(value) {
	return value > 1e6 ? "unbounded" : `×${fixed(value, 2)}`;
}
function integer(value) {
	return Math.round(value).toString().replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}
function counted(count, one, many = `${one}s`) {
	return `${integer(count)} ${count === 1 ? one : many}`;
}
function listed(ids, most = 3) {
	let shown = ids.slice(0, most).map((id) => `\`${id}\``), more = ids.length - shown.length;
	return more > 0 ? `${shown.join(", ")} and ${integer(more)} more` : shown.join(", ");
}
export { percent as a, ratio as c, ms as i, usd as l, integer as n, plainPoints as o, listed as r, points as s, counted as t };
