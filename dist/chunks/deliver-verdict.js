import { n as __require, r as __toESM, t as __commonJSMin } from "./rolldown-runtime.js";
import { a as selectCases, i as quoteNames, n as loadGate, r as applies, t as resolveScorers } from "./resolve-scorers.js";
import { A as require_lib$95, C as require_lib$93, D as require_lib$88, E as require_lib$86, F as require_lib$94, I as require_lib$85, L as require_lib$104, M as require_lib$100, N as require_lib$101, O as require_lib$87, P as require_lib$99, S as require_lib$97, T as require_lib$109, _ as require_lib$102, a as detectableDrop, b as require_lib$96, c as normalCdf, d as require_lib$110, f as require_lib$108, g as require_lib$105, h as require_lib$98, i as casesToProve, j as require_lib$106, k as require_lib$91, l as normalQuantile, m as require_lib$103, n as lookLevels, p as require_lib$107, r as splitAlpha, s as fewestToProveQuantile, u as require_lib$112, v as require_lib$89, w as require_lib$90, x as require_lib$111, y as require_lib$92 } from "./load-dataset-files.js";
import { a as percent, c as ratio, i as ms, l as usd, n as integer, o as plainPoints, r as listed$1, s as points, t as counted } from "./format.js";
import { n as formatPlace, r as formatProblem, t as ProblemError } from "./problem.js";
import { B as canonicalJson, R as gather, z as orThrow } from "./read-json-lines.js";
import { t as failureModes } from "./outcome.js";
import { n as readAll, r as mergeRecords } from "./merge-record-files.js";
import { r as writeUserFile } from "./open-effects.js";
import { a as fencedBlock, c as join$1, d as preBlock, f as safe, g as xmlText, h as terminalText, i as cut, l as link, m as table, n as codeSpan, o as folded, p as source, r as commitName, s as hiddenMarker, t as breakWorkflowCommands, u as plain } from "./untrusted.js";
import { createHash } from "node:crypto";
import { join, relative, resolve } from "node:path";
// src/compare/pair-arms.ts
function pairArms(cases, baseline, candidate) {
	let otherScorers = differ(baseline.scorersHash, candidate.scorersHash);
	return cases.map((it) => {
		let before = baseline.byCaseId.get(it.id), after = candidate.byCaseId.get(it.id), pair = {
			case: it,
			baseline: before?.outcomes ?? [],
			candidate: after?.outcomes ?? []
		};
		return pair.baseline.length === 0 || pair.candidate.length === 0 ? {
			...pair,
			unpaired: "no_line"
		} : differ(before?.caseHash, after?.caseHash) ? {
			...pair,
			unpaired: "other_case"
		} : otherScorers ? {
			...pair,
			unpaired: "other_scorers"
		} : pair;
	});
}
function differ(one, other) {
	return one !== void 0 && other !== void 0 && one !== other;
}
// node_modules/@stdlib/math-base-assert-is-nonnegative-integer/lib/main.js
var require_main$56 = __commonJSMin(((exports, module) => {
	var floor = require_lib$85();
	function isNonNegativeInteger(x) {
		return floor(x) === x && x >= 0;
	}
	module.exports = isNonNegativeInteger;
})), require_lib$84 = __commonJSMin(((exports, module) => {
	module.exports = require_main$56();
})), require_main$55 = __commonJSMin(((exports, module) => {
	var floor = require_lib$85();
	function isNegativeInteger(x) {
		return floor(x) === x && x < 0;
	}
	module.exports = isNegativeInteger;
})), require_lib$83 = __commonJSMin(((exports, module) => {
	module.exports = require_main$55();
})), require_polyval_c13 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? .0416666666666666 : .0416666666666666 + x * (-.001388888888887411 + x * 2480158728947673e-20);
	}
	module.exports = evalpoly;
})), require_polyval_c46 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? -2.7557314351390663e-7 : -2.7557314351390663e-7 + x * (2.087572321298175e-9 + x * -11359647557788195e-27);
	}
	module.exports = evalpoly;
})), require_main$54 = __commonJSMin(((exports, module) => {
	var polyval13 = require_polyval_c13(), polyval46 = require_polyval_c46();
	function kernelCos(x, y) {
		var hz, r, w, z = x * x;
		return w = z * z, r = z * polyval13(z), r += w * w * polyval46(z), hz = .5 * z, w = 1 - hz, w + (1 - w - hz + (z * r - x * y));
	}
	module.exports = kernelCos;
})), require_lib$82 = __commonJSMin(((exports, module) => {
	module.exports = require_main$54();
})), require_main$53 = __commonJSMin(((exports, module) => {
	var S1 = -.16666666666666632;
	function kernelSin(x, y) {
		var r, v, w, z = x * x;
		return w = z * z, r = .00833333333332249 + z * (-.0001984126982985795 + z * 27557313707070068e-22) + z * w * (-2.5050760253406863e-8 + z * 158969099521155e-24), v = z * x, y === 0 ? x + v * (S1 + z * r) : x - (z * (.5 * y - v * r) - y - v * S1);
	}
	module.exports = kernelSin;
})), require_lib$81 = __commonJSMin(((exports, module) => {
	module.exports = require_main$53();
})), require_lib$80 = __commonJSMin(((exports, module) => {
	module.exports = 1048575;
})), require_low = __commonJSMin(((exports, module) => {
	module.exports = require_lib$86() === !0 ? 0 : 1;
})), require_main$52 = __commonJSMin(((exports, module) => {
	var Uint32Array = require_lib$87(), Float64Array = require_lib$88(), LOW = require_low(), FLOAT64_VIEW = new Float64Array(1), UINT32_VIEW = new Uint32Array(FLOAT64_VIEW.buffer);
	function getLowWord(x) {
		return FLOAT64_VIEW[0] = x, UINT32_VIEW[LOW];
	}
	module.exports = getLowWord;
})), require_lib$79 = __commonJSMin(((exports, module) => {
	module.exports = require_main$52();
})), require_main$51 = __commonJSMin(((exports, module) => {
	function filled(value, len) {
		for (var arr = [], i = 0; i < len; i++) arr.push(value);
		return arr;
	}
	module.exports = filled;
})), require_lib$78 = __commonJSMin(((exports, module) => {
	module.exports = require_main$51();
})), require_main$50 = __commonJSMin(((exports, module) => {
	var filled = require_lib$78();
	function zeros(len) {
		return filled(0, len);
	}
	module.exports = zeros;
})), require_lib$77 = __commonJSMin(((exports, module) => {
	module.exports = require_main$50();
})), require_kernel_rempio2 = __commonJSMin(((exports, module) => {
	var floor = require_lib$85(), ldexp = require_lib$89(), zeros = require_lib$77(), IPIO2 = [
		10680707,
		7228996,
		1387004,
		2578385,
		16069853,
		12639074,
		9804092,
		4427841,
		16666979,
		11263675,
		12935607,
		2387514,
		4345298,
		14681673,
		3074569,
		13734428,
		16653803,
		1880361,
		10960616,
		8533493,
		3062596,
		8710556,
		7349940,
		6258241,
		3772886,
		3769171,
		3798172,
		8675211,
		12450088,
		3874808,
		9961438,
		366607,
		15675153,
		9132554,
		7151469,
		3571407,
		2607881,
		12013382,
		4155038,
		6285869,
		7677882,
		13102053,
		15825725,
		473591,
		9065106,
		15363067,
		6271263,
		9264392,
		5636912,
		4652155,
		7056368,
		13614112,
		10155062,
		1944035,
		9527646,
		15080200,
		6658437,
		6231200,
		6832269,
		16767104,
		5075751,
		3212806,
		1398474,
		7579849,
		6349435,
		12618859
	], PIO2 = [
		1.570796251296997,
		7.549789415861596e-8,
		5390302529957765e-30,
		3282003415807913e-37,
		1270655753080676e-44,
		12293330898111133e-52,
		27337005381646456e-60,
		21674168387780482e-67
	], TWO24 = 16777216, TWON24 = 5.960464477539063e-8, F = zeros(20), Q = zeros(20), FQ = zeros(20), IQ = zeros(20);
	function compute(x, y, jz, q, q0, jk, jv, jx, f) {
		var carry, fw, ih, jp = jk, i, k, n, j, z = q[jz];
		for (j = jz, i = 0; j > 0; i++) fw = TWON24 * z | 0, IQ[i] = z - TWO24 * fw | 0, z = q[j - 1] + fw, --j;
		if (z = ldexp(z, q0), z -= 8 * floor(z * .125), n = z | 0, z -= n, ih = 0, q0 > 0 ? (i = IQ[jz - 1] >> 24 - q0, n += i, IQ[jz - 1] -= i << 24 - q0, ih = IQ[jz - 1] >> 23 - q0) : q0 === 0 ? ih = IQ[jz - 1] >> 23 : z >= .5 && (ih = 2), ih > 0) {
			for (n += 1, carry = 0, i = 0; i < jz; i++) j = IQ[i], carry === 0 ? j !== 0 && (carry = 1, IQ[i] = 16777216 - j) : IQ[i] = 16777215 - j;
			if (q0 > 0) switch (q0) {
				case 1:
					IQ[jz - 1] &= 8388607;
					break;
				case 2: IQ[jz - 1] &= 4194303;
			}
			ih === 2 && (z = 1 - z, carry !== 0 && (z -= ldexp(1, q0)));
		}
		if (z === 0) {
			for (j = 0, i = jz - 1; i >= jk; i--) j |= IQ[i];
			if (j === 0) {
				for (k = 1; IQ[jk - k] === 0; k++);
				for (i = jz + 1; i <= jz + k; i++) {
					for (f[jx + i] = IPIO2[jv + i], fw = 0, j = 0; j <= jx; j++) fw += x[j] * f[jx + (i - j)];
					q[i] = fw;
				}
				return jz += k, compute(x, y, jz, q, q0, jk, jv, jx, f);
			}
			for (--jz, q0 -= 24; IQ[jz] === 0;) --jz, q0 -= 24;
		} else z = ldexp(z, -q0), z >= TWO24 ? (fw = TWON24 * z | 0, IQ[jz] = z - TWO24 * fw | 0, jz += 1, q0 += 24, IQ[jz] = fw) : IQ[jz] = z | 0;
		for (fw = ldexp(1, q0), i = jz; i >= 0; i--) q[i] = fw * IQ[i], fw *= TWON24;
		for (i = jz; i >= 0; i--) {
			for (fw = 0, k = 0; k <= jp && k <= jz - i; k++) fw += PIO2[k] * q[i + k];
			FQ[jz - i] = fw;
		}
		for (fw = 0, i = jz; i >= 0; i--) fw += FQ[i];
		for (y[0] = ih === 0 ? fw : -fw, fw = FQ[0] - fw, i = 1; i <= jz; i++) fw += FQ[i];
		return y[1] = ih === 0 ? fw : -fw, n & 7;
	}
	function kernelRempio2(x, y, e0, nx) {
		var fw, jk = 4, jv, jx = nx - 1, jz, q0, i, j, m;
		for (jv = (e0 - 3) / 24 | 0, jv < 0 && (jv = 0), q0 = e0 - 24 * (jv + 1), j = jv - jx, m = jx + jk, i = 0; i <= m; i++) j < 0 ? F[i] = 0 : F[i] = IPIO2[j], j += 1;
		for (i = 0; i <= jk; i++) {
			for (fw = 0, j = 0; j <= jx; j++) fw += x[j] * F[jx + (i - j)];
			Q[i] = fw;
		}
		return jz = jk, compute(x, y, jz, Q, q0, jk, jv, jx, F);
	}
	module.exports = kernelRempio2;
})), require_main$49 = __commonJSMin(((exports, module) => {
	module.exports = Math.round;
})), require_lib$76 = __commonJSMin(((exports, module) => {
	module.exports = require_main$49();
})), require_rempio2_medium = __commonJSMin(((exports, module) => {
	var round = require_lib$76(), getHighWord = require_lib$90(), INVPIO2 = .6366197723675814, PIO2_1 = 1.5707963267341256, PIO2_1T = 6077100506506192e-26, PIO2_2 = 6077100506303966e-26, PIO2_2T = 20222662487959506e-37, PIO2_3 = 20222662487111665e-37, PIO2_3T = 84784276603689e-45, EXPONENT_MASK = 2047;
	function rempio2Medium(x, ix, y) {
		var high, n = round(x * INVPIO2), t, r = x - n * PIO2_1, w = n * PIO2_1T, i, j = ix >> 20;
		return y[0] = r - w, high = getHighWord(y[0]), i = j - (high >> 20 & EXPONENT_MASK), i > 16 && (t = r, w = n * PIO2_2, r = t - w, w = n * PIO2_2T - (t - r - w), y[0] = r - w, high = getHighWord(y[0]), i = j - (high >> 20 & EXPONENT_MASK), i > 49 && (t = r, w = n * PIO2_3, r = t - w, w = n * PIO2_3T - (t - r - w), y[0] = r - w)), y[1] = r - y[0] - w, n;
	}
	module.exports = rempio2Medium;
})), require_main$48 = __commonJSMin(((exports, module) => {
	var ABS_MASK = require_lib$91(), EXPONENT_MASK = require_lib$92(), SIGNIFICAND_MASK = require_lib$80(), getHighWord = require_lib$90(), getLowWord = require_lib$79(), fromWords = require_lib$93(), rempio2Kernel = require_kernel_rempio2(), rempio2Medium = require_rempio2_medium(), ZERO = 0, TWO24 = 16777216, PIO2_1 = 1.5707963267341256, PIO2_1T = 6077100506506192e-26, TWO_PIO2_1T = 2 * PIO2_1T, THREE_PIO2_1T = 3 * PIO2_1T, FOUR_PIO2_1T = 4 * PIO2_1T, PI_HIGH_WORD_SIGNIFICAND = 598523, PIO4_HIGH_WORD = 1072243195, THREE_PIO4_HIGH_WORD = 1073928572, FIVE_PIO4_HIGH_WORD = 1074752122, THREE_PIO2_HIGH_WORD = 1074977148, SEVEN_PIO4_HIGH_WORD = 1075183036, TWO_PI_HIGH_WORD = 1075388923, NINE_PIO4_HIGH_WORD = 1075594811, MEDIUM = 1094263291, TX = [
		0,
		0,
		0
	], TY = [0, 0];
	function rempio2(x, y) {
		var low, e0, hx = getHighWord(x) | 0, ix = hx & ABS_MASK | 0, nx, i, n, z;
		if (ix <= PIO4_HIGH_WORD) return y[0] = x, y[1] = 0, 0;
		if (ix <= FIVE_PIO4_HIGH_WORD) return (ix & SIGNIFICAND_MASK) === PI_HIGH_WORD_SIGNIFICAND ? rempio2Medium(x, ix, y) : ix <= THREE_PIO4_HIGH_WORD ? hx > 0 ? (z = x - PIO2_1, y[0] = z - PIO2_1T, y[1] = z - y[0] - PIO2_1T, 1) : (z = x + PIO2_1, y[0] = z + PIO2_1T, y[1] = z - y[0] + PIO2_1T, -1) : hx > 0 ? (z = x - 2 * PIO2_1, y[0] = z - TWO_PIO2_1T, y[1] = z - y[0] - TWO_PIO2_1T, 2) : (z = x + 2 * PIO2_1, y[0] = z + TWO_PIO2_1T, y[1] = z - y[0] + TWO_PIO2_1T, -2);
		if (ix <= NINE_PIO4_HIGH_WORD) return ix <= SEVEN_PIO4_HIGH_WORD ? ix === THREE_PIO2_HIGH_WORD ? rempio2Medium(x, ix, y) : hx > 0 ? (z = x - 3 * PIO2_1, y[0] = z - THREE_PIO2_1T, y[1] = z - y[0] - THREE_PIO2_1T, 3) : (z = x + 3 * PIO2_1, y[0] = z + THREE_PIO2_1T, y[1] = z - y[0] + THREE_PIO2_1T, -3) : ix === TWO_PI_HIGH_WORD ? rempio2Medium(x, ix, y) : hx > 0 ? (z = x - 4 * PIO2_1, y[0] = z - FOUR_PIO2_1T, y[1] = z - y[0] - FOUR_PIO2_1T, 4) : (z = x + 4 * PIO2_1, y[0] = z + FOUR_PIO2_1T, y[1] = z - y[0] + FOUR_PIO2_1T, -4);
		if (ix < MEDIUM) return rempio2Medium(x, ix, y);
		if (ix >= EXPONENT_MASK) return y[0] = NaN, y[1] = NaN, 0;
		for (low = getLowWord(x), e0 = (ix >> 20) - 1046, z = fromWords(ix - (e0 << 20), low), i = 0; i < 2; i++) TX[i] = z | 0, z = (z - TX[i]) * TWO24;
		for (TX[2] = z, nx = 3; TX[nx - 1] === ZERO;) --nx;
		return n = rempio2Kernel(TX, TY, e0, nx, 1), hx < 0 ? (y[0] = -TY[0], y[1] = -TY[1], -n) : (y[0] = TY[0], y[1] = TY[1], n);
	}
	module.exports = rempio2;
})), require_lib$75 = __commonJSMin(((exports, module) => {
	module.exports = require_main$48();
})), require_main$47 = __commonJSMin(((exports, module) => {
	var getHighWord = require_lib$90(), kernelCos = require_lib$82(), kernelSin = require_lib$81(), rempio2 = require_lib$75(), ABS_MASK = require_lib$91(), EXPONENT_MASK = require_lib$92(), buffer = [0, 0], HIGH_WORD_PIO4 = 1072243195, HIGH_WORD_TWO_NEG_27 = 1044381696;
	function cos(x) {
		var ix = getHighWord(x), n;
		if (ix &= ABS_MASK, ix <= HIGH_WORD_PIO4) return ix < HIGH_WORD_TWO_NEG_27 ? 1 : kernelCos(x, 0);
		if (ix >= EXPONENT_MASK) return NaN;
		switch (n = rempio2(x, buffer), n & 3) {
			case 0: return kernelCos(buffer[0], buffer[1]);
			case 1: return -kernelSin(buffer[0], buffer[1]);
			case 2: return -kernelCos(buffer[0], buffer[1]);
			default: return kernelSin(buffer[0], buffer[1]);
		}
	}
	module.exports = cos;
})), require_lib$74 = __commonJSMin(((exports, module) => {
	module.exports = require_main$47();
})), require_main$46 = __commonJSMin(((exports, module) => {
	var HIGH_WORD_ABS_MASK = require_lib$91(), HIGH_WORD_EXPONENT_MASK = require_lib$92(), getHighWord = require_lib$90(), kernelCos = require_lib$82(), kernelSin = require_lib$81(), rempio2 = require_lib$75(), PIO4_HIGH_WORD = 1072243195, SMALL_HIGH_WORD = 1045430272, Y = [0, 0];
	function sin(x) {
		var ix = getHighWord(x), n;
		if (ix &= HIGH_WORD_ABS_MASK, ix <= PIO4_HIGH_WORD) return ix < SMALL_HIGH_WORD ? x : kernelSin(x, 0);
		if (ix >= HIGH_WORD_EXPONENT_MASK) return NaN;
		switch (n = rempio2(x, Y), n & 3) {
			case 0: return kernelSin(Y[0], Y[1]);
			case 1: return kernelCos(Y[0], Y[1]);
			case 2: return -kernelSin(Y[0], Y[1]);
			default: return -kernelCos(Y[0], Y[1]);
		}
	}
	module.exports = sin;
})), require_lib$73 = __commonJSMin(((exports, module) => {
	module.exports = require_main$46();
})), require_lib$72 = __commonJSMin(((exports, module) => {
	module.exports = 3.141592653589793;
})), require_main$45 = __commonJSMin(((exports, module) => {
	var isnan = require_lib$94(), isInfinite = require_lib$95(), cos = require_lib$74(), sin = require_lib$73(), abs = require_lib$96(), copysign = require_lib$97(), PI = require_lib$72();
	function sinpi(x) {
		var ar, r;
		return isnan(x) || isInfinite(x) ? NaN : (r = x % 2, ar = abs(r), ar === 0 || ar === 1 ? copysign(0, r) : ar < .25 ? sin(PI * r) : ar < .75 ? (ar = .5 - ar, copysign(cos(PI * ar), r)) : ar < 1.25 ? (r = copysign(1, r) - r, sin(PI * r)) : ar < 1.75 ? (ar -= 1.5, -copysign(cos(PI * ar), r)) : (r -= copysign(2, r), sin(PI * r)));
	}
	module.exports = sinpi;
})), require_lib$71 = __commonJSMin(((exports, module) => {
	module.exports = require_main$45();
})), require_polyval_a1 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? .06735230105312927 : .06735230105312927 + x * (.007385550860814029 + x * (.0011927076318336207 + x * (.00022086279071390839 + x * 25214456545125733e-21)));
	}
	module.exports = evalpoly;
})), require_polyval_a2 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? .020580808432516733 : .020580808432516733 + x * (.0028905138367341563 + x * (.0005100697921535113 + x * (.00010801156724758394 + x * 44864094961891516e-21)));
	}
	module.exports = evalpoly;
})), require_polyval_r = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? 1.3920053346762105 : 1.3920053346762105 + x * (.7219355475671381 + x * (.17193386563280308 + x * (.01864591917156529 + x * (.0007779424963818936 + x * 7326684307446256e-21))));
	}
	module.exports = evalpoly;
})), require_polyval_s$1 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? .21498241596060885 : .21498241596060885 + x * (.325778796408931 + x * (.14635047265246445 + x * (.02664227030336386 + x * (.0018402845140733772 + x * 3194753265841009e-20))));
	}
	module.exports = evalpoly;
})), require_polyval_t1 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? -.032788541075985965 : -.032788541075985965 + x * (.006100538702462913 + x * (-.0014034646998923284 + x * .00031563207090362595));
	}
	module.exports = evalpoly;
})), require_polyval_t2 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? .01797067508118204 : .01797067508118204 + x * (-.0036845201678113826 + x * (.000881081882437654 + x * -.00031275416837512086));
	}
	module.exports = evalpoly;
})), require_polyval_t3 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? -.010314224129834144 : -.010314224129834144 + x * (.0022596478090061247 + x * (-.0005385953053567405 + x * .0003355291926355191));
	}
	module.exports = evalpoly;
})), require_polyval_u = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? .6328270640250934 : .6328270640250934 + x * (1.4549225013723477 + x * (.9777175279633727 + x * (.22896372806469245 + x * .013381091853678766)));
	}
	module.exports = evalpoly;
})), require_polyval_v = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? 2.4559779371304113 : 2.4559779371304113 + x * (2.128489763798934 + x * (.7692851504566728 + x * (.10422264559336913 + x * .003217092422824239)));
	}
	module.exports = evalpoly;
})), require_polyval_w$1 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? .08333333333333297 : .08333333333333297 + x * (-.0027777777772877554 + x * (.0007936505586430196 + x * (-.00059518755745034 + x * (.0008363399189962821 + x * -.0016309293409657527))));
	}
	module.exports = evalpoly;
})), require_main$44 = __commonJSMin(((exports, module) => {
	var isnan = require_lib$94(), isInfinite = require_lib$95(), abs = require_lib$96(), ln = require_lib$98(), trunc = require_lib$99(), sinpi = require_lib$71(), PI = require_lib$72(), PINF = require_lib$100(), polyvalA1 = require_polyval_a1(), polyvalA2 = require_polyval_a2(), polyvalR = require_polyval_r(), polyvalS = require_polyval_s$1(), polyvalT1 = require_polyval_t1(), polyvalT2 = require_polyval_t2(), polyvalT3 = require_polyval_t3(), polyvalU = require_polyval_u(), polyvalV = require_polyval_v(), polyvalW = require_polyval_w$1(), A1C = .07721566490153287, A2C = .3224670334241136, RC = 1, SC = -.07721566490153287, T1C = .48383612272381005, T2C = -.1475877229945939, T3C = .06462494023913339, UC = -.07721566490153287, VC = 1, WC = .4189385332046727, YMIN = 1.4616321449683622, TWO52 = 4503599627370496, TWO56 = 72057594037927940, TINY = 13877787807814457e-33, TC = 1.4616321449683622, TF = -.12148629053584961, TT = -3638676997039505e-33;
	function gammaln(x) {
		var isNegative, nadj, flg, p3, p2, p1, p, q, t, w, y, z, r;
		if (isnan(x) || isInfinite(x)) return x;
		if (x === 0) return PINF;
		if (x < 0 ? (isNegative = !0, x = -x) : isNegative = !1, x < TINY) return -ln(x);
		if (isNegative) {
			if (x >= TWO52 || (t = sinpi(x), t === 0)) return PINF;
			nadj = ln(PI / abs(t * x));
		}
		if (x === 1 || x === 2) return 0;
		if (x < 2) switch (x <= .9 ? (r = -ln(x), x >= YMIN - 1 + .27 ? (y = 1 - x, flg = 0) : x >= YMIN - 1 - .27 ? (y = x - (TC - 1), flg = 1) : (y = x, flg = 2)) : (r = 0, x >= YMIN + .27 ? (y = 2 - x, flg = 0) : x >= YMIN - .27 ? (y = x - TC, flg = 1) : (y = x - 1, flg = 2)), flg) {
			case 0:
				z = y * y, p1 = A1C + z * polyvalA1(z), p2 = z * (A2C + z * polyvalA2(z)), p = y * p1 + p2, r += p - .5 * y;
				break;
			case 1:
				z = y * y, w = z * y, p1 = T1C + w * polyvalT1(w), p2 = T2C + w * polyvalT2(w), p3 = T3C + w * polyvalT3(w), p = z * p1 - (TT - w * (p2 + y * p3)), r += TF + p;
				break;
			case 2: p1 = y * (UC + y * polyvalU(y)), p2 = VC + y * polyvalV(y), r += -.5 * y + p1 / p2;
		}
		else if (x < 8) switch (flg = trunc(x), y = x - flg, p = y * (SC + y * polyvalS(y)), q = RC + y * polyvalR(y), r = .5 * y + p / q, z = 1, flg) {
			case 7: z *= y + 6;
			case 6: z *= y + 5;
			case 5: z *= y + 4;
			case 4: z *= y + 3;
			case 3: z *= y + 2, r += ln(z);
		}
		else x < TWO56 ? (t = ln(x), z = 1 / x, y = z * z, w = WC + z * polyvalW(y), r = (x - .5) * (t - 1) + w) : r = x * (ln(x) - 1);
		return isNegative && (r = nadj - r), r;
	}
	module.exports = gammaln;
})), require_lib$70 = __commonJSMin(((exports, module) => {
	module.exports = require_main$44();
})), require_main$43 = __commonJSMin(((exports, module) => {
	var isNegativeInteger = require_lib$83(), gammaln = require_lib$70();
	function factorialln(x) {
		return isNegativeInteger(x) ? NaN : gammaln(x + 1);
	}
	module.exports = factorialln;
})), require_lib$69 = __commonJSMin(((exports, module) => {
	module.exports = require_main$43();
})), require_main$42 = __commonJSMin(((exports, module) => {
	var PINF = require_lib$100();
	function isPositiveZero(x) {
		return x === 0 && 1 / x === PINF;
	}
	module.exports = isPositiveZero;
})), require_lib$68 = __commonJSMin(((exports, module) => {
	module.exports = require_main$42();
})), require_main$41 = __commonJSMin(((exports, module) => {
	var isPositiveZero = require_lib$68(), isnan = require_lib$94(), PINF = require_lib$100();
	function max(x, y) {
		return isnan(x) || isnan(y) ? NaN : x === PINF || y === PINF ? PINF : x === y && x === 0 ? isPositiveZero(x) ? x : y : x > y ? x : y;
	}
	module.exports = max;
})), require_lib$67 = __commonJSMin(((exports, module) => {
	module.exports = require_main$41();
})), require_main$40 = __commonJSMin(((exports, module) => {
	var NINF = require_lib$101();
	function isNegativeZero(x) {
		return x === 0 && 1 / x === NINF;
	}
	module.exports = isNegativeZero;
})), require_lib$66 = __commonJSMin(((exports, module) => {
	module.exports = require_main$40();
})), require_main$39 = __commonJSMin(((exports, module) => {
	var isNegativeZero = require_lib$66(), isnan = require_lib$94(), NINF = require_lib$101();
	function min(x, y) {
		return isnan(x) || isnan(y) ? NaN : x === NINF || y === NINF ? NINF : x === y && x === 0 ? isNegativeZero(x) ? x : y : x < y ? x : y;
	}
	module.exports = min;
})), require_lib$65 = __commonJSMin(((exports, module) => {
	module.exports = require_main$39();
})), require_main$38 = __commonJSMin(((exports, module) => {
	var isNonNegativeInteger = require_lib$84(), isnan = require_lib$94(), exp = require_lib$102(), fln = require_lib$69(), max = require_lib$67(), min = require_lib$65(), PINF = require_lib$100();
	function pmf(x, N, K, n) {
		var ldenom, lnum, lpmf, maxs, mins;
		return isnan(x) || isnan(N) || isnan(K) || isnan(n) || !isNonNegativeInteger(N) || !isNonNegativeInteger(K) || !isNonNegativeInteger(n) || N === PINF || K === PINF || K > N || n > N ? NaN : (mins = max(0, n + K - N), maxs = min(K, n), isNonNegativeInteger(x) && mins <= x && x <= maxs ? (lnum = fln(n) + fln(K) + fln(N - n) + fln(N - K), ldenom = fln(N) + fln(x) + fln(n - x), ldenom += fln(K - x) + fln(N - K + x - n), lpmf = lnum - ldenom, exp(lpmf)) : 0);
	}
	module.exports = pmf;
})), require_factory$7 = __commonJSMin(((exports, module) => {
	var isNonNegativeInteger = require_lib$84(), isnan = require_lib$94(), constantFunction = require_lib$103(), exp = require_lib$102(), fln = require_lib$69(), max = require_lib$67(), min = require_lib$65(), PINF = require_lib$100();
	function factory(N, K, n) {
		var maxs, mins;
		return isnan(N) || isnan(K) || isnan(n) || !isNonNegativeInteger(N) || !isNonNegativeInteger(K) || !isNonNegativeInteger(n) || N === PINF || K === PINF || K > N || n > N ? constantFunction(NaN) : (mins = max(0, n + K - N), maxs = min(K, n), pmf);
		function pmf(x) {
			var ldenom, lnum, lpmf;
			return isnan(x) ? NaN : isNonNegativeInteger(x) && mins <= x && x <= maxs ? (lnum = fln(n) + fln(K) + fln(N - n) + fln(N - K), ldenom = fln(N) + fln(x) + fln(n - x), ldenom += fln(K - x) + fln(N - K + x - n), lpmf = lnum - ldenom, exp(lpmf)) : 0;
		}
	}
	module.exports = factory;
})), require_lib$64 = __commonJSMin(((exports, module) => {
	var setReadOnly = require_lib$104(), main = require_main$38();
	setReadOnly(main, "factory", require_factory$7()), module.exports = main;
})), require_lib$63 = __commonJSMin(((exports, module) => {
	module.exports = .34657359027997264;
})), require_polyval_q = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? -.03333333333333313 : -.03333333333333313 + x * (.0015873015872548146 + x * (-793650757867488e-19 + x * (4008217827329362e-21 + x * -2.0109921818362437e-7)));
	}
	module.exports = evalpoly;
})), require_main$37 = __commonJSMin(((exports, module) => {
	var isnan = require_lib$94(), getHighWord = require_lib$90(), setHighWord = require_lib$105(), fromWords = require_lib$93(), PINF = require_lib$100(), NINF = require_lib$101(), FLOAT64_EXPONENT_BIAS = require_lib$106(), HALF_LN2 = require_lib$63(), polyval = require_polyval_q(), OVERFLOW_THRESHOLD = 709.782712893384, LN2_HI = .6931471803691238, LN2_LO = 19082149292705877e-26, LN2_INV = 1.4426950408889634, LN2x56 = 38.816242111356935, LN2_HALFX3 = 1.0397207708399179;
	function expm1(x) {
		var halfX, twopk, sign, hi, lo, hx, r1, y, z, c, t, e, k;
		if (x === PINF || isnan(x)) return x;
		if (x === NINF) return -1;
		if (x === 0) return x;
		if (x < 0 ? (sign = !0, y = -x) : (sign = !1, y = x), y >= LN2x56) {
			if (sign) return -1;
			if (y >= OVERFLOW_THRESHOLD) return PINF;
		}
		if (hx = getHighWord(y) | 0, y > HALF_LN2) y < LN2_HALFX3 ? sign ? (hi = x + LN2_HI, lo = -LN2_LO, k = -1) : (hi = x - LN2_HI, lo = LN2_LO, k = 1) : (k = sign ? LN2_INV * x - .5 : LN2_INV * x + .5, k |= 0, t = k, hi = x - t * LN2_HI, lo = t * LN2_LO), x = hi - lo, c = hi - x - lo;
		else if (hx < 1016070144) return x;
		else k = 0;
		return halfX = .5 * x, z = x * halfX, r1 = 1 + z * polyval(z), t = 3 - r1 * halfX, e = z * ((r1 - t) / (6 - x * t)), k === 0 ? x - (x * e - z) : (twopk = fromWords(FLOAT64_EXPONENT_BIAS + k << 20, 0), e = x * (e - c) - c, e -= z, k === -1 ? .5 * (x - e) - .5 : k === 1 ? x < -.25 ? -2 * (e - (x + .5)) : 1 + 2 * (x - e) : k <= -2 || k > 56 ? (y = 1 - (e - x), k === 1024 ? (hi = getHighWord(y) + (k << 20) | 0, y = setHighWord(y, hi)) : y *= twopk, y - 1) : (t = 1, k < 20 ? (hi = 1072693248 - (2097152 >> k) | 0, t = setHighWord(t, hi), y = t - (e - x)) : (hi = FLOAT64_EXPONENT_BIAS - k << 20, t = setHighWord(t, hi), y = x - (e + t), y += 1), y *= twopk, y));
	}
	module.exports = expm1;
})), require_lib$62 = __commonJSMin(((exports, module) => {
	module.exports = require_main$37();
})), require_polyval_lp = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? .6666666666666735 : .6666666666666735 + x * (.3999999999940942 + x * (.2857142874366239 + x * (.22222198432149784 + x * (.1818357216161805 + x * (.15313837699209373 + x * .14798198605116586)))));
	}
	module.exports = evalpoly;
})), require_main$36 = __commonJSMin(((exports, module) => {
	var isnan = require_lib$94(), getHighWord = require_lib$90(), setHighWord = require_lib$105(), PINF = require_lib$100(), NINF = require_lib$101(), FLOAT64_EXPONENT_BIAS = require_lib$106(), polyval = require_polyval_lp(), LN2_HI = .6931471803691238, LN2_LO = 19082149292705877e-26, SQRT2M1 = .41421356237309503, SQRT2HALFM1 = -.2928932188134525, SMALL = 1.862645149230957e-9, TINY = 5551115123125783e-32, TWO53 = 9007199254740992, TWO_THIRDS = .6666666666666666;
	function log1p(x) {
		var hfsq, hu, y, f, c, s, z, R, u, k;
		if (x < -1 || isnan(x)) return NaN;
		if (x === -1) return NINF;
		if (x === PINF || x === 0) return x;
		if (y = x < 0 ? -x : x, k = 1, y < SQRT2M1) {
			if (y < SMALL) return y < TINY ? x : x - x * x * .5;
			x > SQRT2HALFM1 && (k = 0, f = x, hu = 1);
		}
		return k !== 0 && (y < TWO53 ? (u = 1 + x, hu = getHighWord(u), k = (hu >> 20) - FLOAT64_EXPONENT_BIAS, c = k > 0 ? 1 - (u - x) : x - (u - 1), c /= u) : (u = x, hu = getHighWord(u), k = (hu >> 20) - FLOAT64_EXPONENT_BIAS, c = 0), hu &= 1048575, hu < 434334 ? u = setHighWord(u, hu | 1072693248) : (k += 1, u = setHighWord(u, hu | 1071644672), hu = 1048576 - hu >> 2), f = u - 1), hfsq = .5 * f * f, hu === 0 ? f === 0 ? (c += k * LN2_LO, k * LN2_HI + c) : (R = hfsq * (1 - TWO_THIRDS * f), k * LN2_HI - (R - (k * LN2_LO + c) - f)) : (s = f / (2 + f), z = s * s, R = z * polyval(z), k === 0 ? f - (hfsq - s * (hfsq + R)) : k * LN2_HI - (hfsq - (s * (hfsq + R) + (k * LN2_LO + c)) - f));
	}
	module.exports = log1p;
})), require_lib$61 = __commonJSMin(((exports, module) => {
	module.exports = require_main$36();
})), require_lib$60 = __commonJSMin(((exports, module) => {
	module.exports = .7853981633974483;
})), require_rational_pq$3 = __commonJSMin(((exports, module) => {
	function evalrational(x) {
		var ax, s1, s2;
		return x === 0 ? .16666666666666713 : (ax = x < 0 ? -x : x, ax <= 1 ? (s1 = -8.198089802484825 + x * (19.562619833175948 + x * (-16.262479672107002 + x * (5.444622390564711 + x * (-.6019598008014124 + x * .004253011369004428)))), s2 = -49.18853881490881 + x * (139.51056146574857 + x * (-147.1791292232726 + x * (70.49610280856842 + x * (-14.740913729888538 + x * 1))))) : (x = 1 / x, s1 = .004253011369004428 + x * (-.6019598008014124 + x * (5.444622390564711 + x * (-16.262479672107002 + x * (19.562619833175948 + x * -8.198089802484825)))), s2 = 1 + x * (-14.740913729888538 + x * (70.49610280856842 + x * (-147.1791292232726 + x * (139.51056146574857 + x * -49.18853881490881))))), s1 / s2);
	}
	module.exports = evalrational;
})), require_rational_rs = __commonJSMin(((exports, module) => {
	function evalrational(x) {
		var ax, s1, s2;
		return x === 0 ? .08333333333333809 : (ax = x < 0 ? -x : x, ax <= 1 ? (s1 = 28.536655482610616 + x * (-25.56901049652825 + x * (6.968710824104713 + x * (-.5634242780008963 + x * .002967721961301243))), s2 = 342.43986579130785 + x * (-383.8770957603691 + x * (147.0656354026815 + x * (-21.947795316429207 + x * 1)))) : (x = 1 / x, s1 = .002967721961301243 + x * (-.5634242780008963 + x * (6.968710824104713 + x * (-25.56901049652825 + x * 28.536655482610616))), s2 = 1 + x * (-21.947795316429207 + x * (147.0656354026815 + x * (-383.8770957603691 + x * 342.43986579130785)))), s1 / s2);
	}
	module.exports = evalrational;
})), require_main$35 = __commonJSMin(((exports, module) => {
	var isnan = require_lib$94(), sqrt = require_lib$107(), PIO4 = require_lib$60(), ratevalPQ = require_rational_pq$3(), ratevalRS = require_rational_rs(), MOREBITS = 6123233995736766e-32;
	function asin(x) {
		var sgn, zz, a, p, z;
		if (isnan(x) || (x > 0 ? a = x : (sgn = !0, a = -x), a > 1)) return NaN;
		if (a > .625) zz = 1 - a, p = zz * ratevalRS(zz), zz = sqrt(zz + zz), z = PIO4 - zz, zz = zz * p - MOREBITS, z -= zz, z += PIO4;
		else {
			if (a < 1e-8) return x;
			zz = a * a, z = zz * ratevalPQ(zz), z = a * z + a;
		}
		return sgn ? -z : z;
	}
	module.exports = asin;
})), require_lib$59 = __commonJSMin(((exports, module) => {
	module.exports = require_main$35();
})), require_main$34 = __commonJSMin(((exports, module) => {
	var floor = require_lib$85();
	function isInteger(x) {
		return floor(x) === x;
	}
	module.exports = isInteger;
})), require_lib$58 = __commonJSMin(((exports, module) => {
	module.exports = require_main$34();
})), require_main$33 = __commonJSMin(((exports, module) => {
	var isInteger = require_lib$58();
	function isEven(x) {
		return isInteger(x / 2);
	}
	module.exports = isEven;
})), require_lib$57 = __commonJSMin(((exports, module) => {
	module.exports = require_main$33();
})), require_main$32 = __commonJSMin(((exports, module) => {
	var isEven = require_lib$57();
	function isOdd(x) {
		return isEven(x > 0 ? x - 1 : x + 1);
	}
	module.exports = isOdd;
})), require_lib$56 = __commonJSMin(((exports, module) => {
	module.exports = require_main$32();
})), require_main$31 = __commonJSMin(((exports, module) => {
	function uint32ToInt32(x) {
		return x | 0;
	}
	module.exports = uint32ToInt32;
})), require_lib$55 = __commonJSMin(((exports, module) => {
	module.exports = require_main$31();
})), require_x_is_zero = __commonJSMin(((exports, module) => {
	var isOdd = require_lib$56(), copysign = require_lib$97(), NINF = require_lib$101(), PINF = require_lib$100();
	function pow(x, y) {
		return y === NINF ? PINF : y === PINF ? 0 : y > 0 ? isOdd(y) ? x : 0 : isOdd(y) ? copysign(PINF, x) : PINF;
	}
	module.exports = pow;
})), require_y_is_huge = __commonJSMin(((exports, module) => {
	var ABS_MASK = require_lib$91(), getHighWord = require_lib$90(), HIGH_MAX_NEAR_UNITY = 1072693247, HUGE = 1e300, TINY = 1e-300;
	function pow(x, y) {
		return (getHighWord(x) & ABS_MASK) <= HIGH_MAX_NEAR_UNITY ? y < 0 ? HUGE * HUGE : TINY * TINY : y > 0 ? HUGE * HUGE : TINY * TINY;
	}
	module.exports = pow;
})), require_y_is_infinite = __commonJSMin(((exports, module) => {
	var abs = require_lib$96(), PINF = require_lib$100();
	function pow(x, y) {
		return x === -1 ? (x - x) / (x - x) : x === 1 ? 1 : abs(x) < 1 == (y === PINF) ? 0 : PINF;
	}
	module.exports = pow;
})), require_lib$54 = __commonJSMin(((exports, module) => {
	module.exports = 20;
})), require_polyval_l = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? .5999999999999946 : .5999999999999946 + x * (.4285714285785502 + x * (.33333332981837743 + x * (.272728123808534 + x * (.23066074577556175 + x * .20697501780033842))));
	}
	module.exports = evalpoly;
})), require_log2ax = __commonJSMin(((exports, module) => {
	var getHighWord = require_lib$90(), setLowWord = require_lib$108(), setHighWord = require_lib$105(), BIAS = require_lib$106(), HIGH_NUM_SIGNIFICAND_BITS = require_lib$54(), polyvalL = require_polyval_l(), HIGH_SIGNIFICAND_MASK = 1048575, HIGH_MIN_NORMAL_EXP = 1048576, HIGH_BIASED_EXP_0 = 1072693248, HIGH_BIASED_EXP_NEG_512 = 536870912, HIGH_SIGNIFICAND_HALF = 524288, TWO53 = 9007199254740992, CP = .9617966939259756, CP_HI = .9617967009544373, CP_LO = -7.028461650952758e-9, BP = [1, 1.5], DP_HI = [0, .5849624872207642], DP_LO = [0, 1.350039202129749e-8];
	function log2ax(out, ax, ahx) {
		var tmp, ss, s2, hs, ls, ht, lt, bp, dp, hp, lp, hz, lz, t1, t2, t, r, u, v, n = 0, j, k;
		return ahx < HIGH_MIN_NORMAL_EXP && (ax *= TWO53, n -= 53, ahx = getHighWord(ax)), n += (ahx >> HIGH_NUM_SIGNIFICAND_BITS) - BIAS | 0, j = ahx & HIGH_SIGNIFICAND_MASK | 0, ahx = j | HIGH_BIASED_EXP_0 | 0, j <= 235662 ? k = 0 : j < 767610 ? k = 1 : (k = 0, n += 1, ahx -= HIGH_MIN_NORMAL_EXP), ax = setHighWord(ax, ahx), bp = BP[k], u = ax - bp, v = 1 / (ax + bp), ss = u * v, hs = setLowWord(ss, 0), tmp = (ahx >> 1 | HIGH_BIASED_EXP_NEG_512) + HIGH_SIGNIFICAND_HALF, tmp += k << 18, ht = setHighWord(0, tmp), lt = ax - (ht - bp), ls = v * (u - hs * ht - hs * lt), s2 = ss * ss, r = s2 * s2 * polyvalL(s2), r += ls * (hs + ss), s2 = hs * hs, ht = 3 + s2 + r, ht = setLowWord(ht, 0), lt = r - (ht - 3 - s2), u = hs * ht, v = ls * ht + lt * ss, hp = u + v, hp = setLowWord(hp, 0), lp = v - (hp - u), hz = CP_HI * hp, lz = CP_LO * hp + lp * CP + DP_LO[k], dp = DP_HI[k], t = n, t1 = hz + lz + dp + t, t1 = setLowWord(t1, 0), t2 = lz - (t1 - t - dp - hz), out[0] = t1, out[1] = t2, out;
	}
	module.exports = log2ax;
})), require_polyval_w = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? .5 : .5 + x * (-.3333333333333333 + x * .25);
	}
	module.exports = evalpoly;
})), require_logx = __commonJSMin(((exports, module) => {
	var setLowWord = require_lib$108(), polyvalW = require_polyval_w(), INV_LN2 = 1.4426950408889634, INV_LN2_HI = 1.4426950216293335, INV_LN2_LO = 1.9259629911266175e-8;
	function logx(out, ax) {
		var t2, t1, t = ax - 1, w = t * t * polyvalW(t), u = INV_LN2_HI * t, v = t * INV_LN2_LO - w * INV_LN2;
		return t1 = u + v, t1 = setLowWord(t1, 0), t2 = v - (t1 - u), out[0] = t1, out[1] = t2, out;
	}
	module.exports = logx;
})), require_lib$53 = __commonJSMin(((exports, module) => {
	module.exports = .6931471805599453;
})), require_polyval_p = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? .16666666666666602 : .16666666666666602 + x * (-.0027777777777015593 + x * (6613756321437934e-20 + x * (-16533902205465252e-22 + x * 4.1381367970572385e-8)));
	}
	module.exports = evalpoly;
})), require_pow2 = __commonJSMin(((exports, module) => {
	var getHighWord = require_lib$90(), setHighWord = require_lib$105(), setLowWord = require_lib$108(), uint32ToInt32 = require_lib$55(), ldexp = require_lib$89(), LN2 = require_lib$53(), BIAS = require_lib$106(), ABS_MASK = require_lib$91(), HIGH_SIGNIFICAND_MASK = require_lib$80(), HIGH_NUM_SIGNIFICAND_BITS = require_lib$54(), polyvalP = require_polyval_p(), HIGH_MIN_NORMAL_EXP = 1048576, HIGH_BIASED_EXP_NEG_1 = 1071644672, LN2_HI = .6931471824645996, LN2_LO = -1.904654299957768e-9;
	function pow2(j, hp, lp) {
		var tmp, t1, t, r, u, v, w, z, n, i = j & ABS_MASK | 0, k = (i >> HIGH_NUM_SIGNIFICAND_BITS) - BIAS | 0;
		return n = 0, i > HIGH_BIASED_EXP_NEG_1 && (n = j + (HIGH_MIN_NORMAL_EXP >> k + 1) >>> 0, k = ((n & ABS_MASK) >> HIGH_NUM_SIGNIFICAND_BITS) - BIAS | 0, tmp = (n & ~(HIGH_SIGNIFICAND_MASK >> k)) >>> 0, t = setHighWord(0, tmp), n = (n & HIGH_SIGNIFICAND_MASK | HIGH_MIN_NORMAL_EXP) >> HIGH_NUM_SIGNIFICAND_BITS - k >>> 0, j < 0 && (n = -n), hp -= t), t = lp + hp, t = setLowWord(t, 0), u = t * LN2_HI, v = (lp - (t - hp)) * LN2 + t * LN2_LO, z = u + v, w = v - (z - u), t = z * z, t1 = z - t * polyvalP(t), r = z * t1 / (t1 - 2) - (w + z * w), z = 1 - (r - z), j = getHighWord(z), j = uint32ToInt32(j), j += n << HIGH_NUM_SIGNIFICAND_BITS >>> 0, z = j >> HIGH_NUM_SIGNIFICAND_BITS <= 0 ? ldexp(z, n) : setHighWord(z, j), z;
	}
	module.exports = pow2;
})), require_main$30 = __commonJSMin(((exports, module) => {
	var isnan = require_lib$94(), isOdd = require_lib$56(), isInfinite = require_lib$95(), isInteger = require_lib$58(), sqrt = require_lib$107(), abs = require_lib$96(), toWords = require_lib$109(), setLowWord = require_lib$108(), uint32ToInt32 = require_lib$55(), NINF = require_lib$101(), PINF = require_lib$100(), ABS_MASK = require_lib$91(), xIsZero = require_x_is_zero(), yIsHuge = require_y_is_huge(), yIsInfinite = require_y_is_infinite(), log2ax = require_log2ax(), logx = require_logx(), pow2 = require_pow2(), HIGH_MAX_NEAR_UNITY = 1072693247, HIGH_BIASED_EXP_31 = 1105199104, HIGH_BIASED_EXP_64 = 1139802112, HIGH_BIASED_EXP_10 = 1083179008, HIGH_BIASED_EXP_0 = 1072693248, HIGH_1075 = 1083231232, HIGH_NEG_1075 = 3230714880, HIGH_NUM_NONSIGN_BITS = 31, HUGE = 1e300, TINY = 1e-300, OVT = 8008566259537294e-32, WORDS = [0, 0], LOG_WORKSPACE = [0, 0];
	function pow(x, y) {
		var ahx, ahy, ax, hx, lx, hy, ly, sx, sy, y1, hp, lp, t, z, j, i;
		if (isnan(x) || isnan(y)) return NaN;
		if (toWords.assign(y, WORDS, 1, 0), hy = WORDS[0], ly = WORDS[1], ly === 0) {
			if (y === 0) return 1;
			if (y === 1) return x;
			if (y === -1) return 1 / x;
			if (y === .5) return sqrt(x);
			if (y === -.5) return 1 / sqrt(x);
			if (y === 2) return x * x;
			if (y === 3) return x * x * x;
			if (y === 4) return x *= x, x * x;
			if (isInfinite(y)) return yIsInfinite(x, y);
		}
		if (toWords.assign(x, WORDS, 1, 0), hx = WORDS[0], lx = WORDS[1], lx === 0) {
			if (hx === 0) return xIsZero(x, y);
			if (x === 1) return 1;
			if (x === -1 && isOdd(y)) return -1;
			if (isInfinite(x)) return x === NINF ? pow(-0, -y) : y < 0 ? 0 : PINF;
		}
		if (x < 0 && isInteger(y) === !1) return (x - x) / (x - x);
		if (ax = abs(x), ahx = hx & ABS_MASK | 0, ahy = hy & ABS_MASK | 0, sx = hx >>> HIGH_NUM_NONSIGN_BITS | 0, sy = hy >>> HIGH_NUM_NONSIGN_BITS | 0, sx = sx && isOdd(y) ? -1 : 1, ahy > HIGH_BIASED_EXP_31) {
			if (ahy > HIGH_BIASED_EXP_64) return yIsHuge(x, y);
			if (ahx < HIGH_MAX_NEAR_UNITY) return sy === 1 ? sx * HUGE * HUGE : sx * TINY * TINY;
			if (ahx > HIGH_BIASED_EXP_0) return sy === 0 ? sx * HUGE * HUGE : sx * TINY * TINY;
			t = logx(LOG_WORKSPACE, ax);
		} else t = log2ax(LOG_WORKSPACE, ax, ahx);
		if (y1 = setLowWord(y, 0), lp = (y - y1) * t[0] + y * t[1], hp = y1 * t[0], z = lp + hp, toWords.assign(z, WORDS, 1, 0), j = uint32ToInt32(WORDS[0]), i = uint32ToInt32(WORDS[1]), j >= HIGH_BIASED_EXP_10) {
			if ((j - HIGH_BIASED_EXP_10 | i) !== 0 || lp + OVT > z - hp) return sx * HUGE * HUGE;
		} else if ((j & ABS_MASK) >= HIGH_1075 && ((j - HIGH_NEG_1075 | i) !== 0 || lp <= z - hp)) return sx * TINY * TINY;
		return z = pow2(j, hp, lp), sx * z;
	}
	module.exports = pow;
})), require_lib$52 = __commonJSMin(((exports, module) => {
	module.exports = require_main$30();
})), require_lib$51 = __commonJSMin(((exports, module) => {
	module.exports = 2.718281828459045;
})), require_lib$50 = __commonJSMin(((exports, module) => {
	module.exports = 2220446049250313e-31;
})), require_lanczos_sum_expg_scaled = __commonJSMin(((exports, module) => {
	function evalrational(x) {
		var ax, s1, s2;
		return x === 0 ? 1e400 : (ax = x < 0 ? -x : x, ax <= 1 ? (s1 = 709811.662581658 + x * (679979.8474157227 + x * (293136.7857211597 + x * (74887.54032914672 + x * (12555.290582413863 + x * (1443.4299244417066 + x * (115.24194596137347 + x * (6.309239205732627 + x * (.22668404630224365 + x * (.004826466289237662 + x * 4624429436045379e-20))))))))), s2 = 0 + x * (362880 + x * (1026576 + x * (1172700 + x * (723680 + x * (269325 + x * (63273 + x * (9450 + x * (870 + x * (45 + x * 1)))))))))) : (x = 1 / x, s1 = 4624429436045379e-20 + x * (.004826466289237662 + x * (.22668404630224365 + x * (6.309239205732627 + x * (115.24194596137347 + x * (1443.4299244417066 + x * (12555.290582413863 + x * (74887.54032914672 + x * (293136.7857211597 + x * (679979.8474157227 + x * 709811.662581658))))))))), s2 = 1 + x * (45 + x * (870 + x * (9450 + x * (63273 + x * (269325 + x * (723680 + x * (1172700 + x * (1026576 + x * (362880 + x * 0)))))))))), s1 / s2);
	}
	module.exports = evalrational;
})), require_main$29 = __commonJSMin(((exports, module) => {
	var isnan = require_lib$94(), log1p = require_lib$61(), sqrt = require_lib$107(), abs = require_lib$96(), exp = require_lib$102(), pow = require_lib$52(), E = require_lib$51(), EPSILON = require_lib$50(), lanczosSumExpGScaled = require_lanczos_sum_expg_scaled(), G = 10.900511;
	function beta(a, b) {
		var ambh, agh, bgh, cgh, res, tmp, c;
		return isnan(a) || isnan(b) || a < 0 || b < 0 ? NaN : b === 1 ? 1 / a : a === 1 ? 1 / b : (c = a + b, c < EPSILON ? (res = c / a, res /= b, res) : c === a && b < EPSILON ? 1 / b : c === b && a < EPSILON ? 1 / a : (a < b && (tmp = b, b = a, a = tmp), agh = a + G - .5, bgh = b + G - .5, cgh = c + G - .5, res = lanczosSumExpGScaled(a) * (lanczosSumExpGScaled(b) / lanczosSumExpGScaled(c)), ambh = a - .5 - b, abs(b * ambh) < cgh * 100 && a > 100 ? res *= exp(ambh * log1p(-b / cgh)) : res *= pow(agh / cgh, ambh), res *= pow(cgh > 1e10 ? agh / cgh * (bgh / cgh) : agh * bgh / (cgh * cgh), b), res *= sqrt(E / bgh), res));
	}
	module.exports = beta;
})), require_lib$49 = __commonJSMin(((exports, module) => {
	module.exports = require_main$29();
})), require_lib$48 = __commonJSMin(((exports, module) => {
	module.exports = 17976931348623157e292;
})), require_lib$47 = __commonJSMin(((exports, module) => {
	module.exports = 2147483647;
})), require_lib$46 = __commonJSMin(((exports, module) => {
	module.exports = 1.5707963267948966;
})), require_lib$45 = __commonJSMin(((exports, module) => {
	module.exports = 2.5066282746310007;
})), require_polyval_s = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? .08333333333334822 : .08333333333334822 + x * (.0034722222160545866 + x * (-.0026813261780578124 + x * (-.00022954996161337813 + x * .0007873113957930937)));
	}
	module.exports = evalpoly;
})), require_stirling_approximation = __commonJSMin(((exports, module) => {
	var SQRT_TWO_PI = require_lib$45(), pow = require_lib$52(), exp = require_lib$102(), polyval = require_polyval_s(), MAX_STIRLING = 143.01608;
	function gamma(x) {
		var w = 1 / x, y, v;
		return w = 1 + w * polyval(w), y = exp(x), x > MAX_STIRLING ? (v = pow(x, .5 * x - .25), y = v / y * v) : y = pow(x, x - .5) / y, SQRT_TWO_PI * y * w;
	}
	module.exports = gamma;
})), require_lib$44 = __commonJSMin(((exports, module) => {
	module.exports = .5772156649015329;
})), require_small_approximation = __commonJSMin(((exports, module) => {
	var EULER = require_lib$44();
	function gamma(x, z) {
		return z / ((1 + EULER * x) * x);
	}
	module.exports = gamma;
})), require_rational_pq$2 = __commonJSMin(((exports, module) => {
	function evalrational(x) {
		var ax, s1, s2;
		return x === 0 ? 1 : (ax = x < 0 ? -x : x, ax <= 1 ? (s1 = 1 + x * (.4942148268014971 + x * (.20744822764843598 + x * (.04763678004571372 + x * (.010421379756176158 + x * (.0011913514700658638 + x * (.00016011952247675185 + x * 0)))))), s2 = 1 + x * (.0714304917030273 + x * (-.23459179571824335 + x * (.035823639860549865 + x * (.011813978522206043 + x * (-.004456419138517973 + x * (.0005396055804933034 + x * -23158187332412014e-21))))))) : (x = 1 / x, s1 = 0 + x * (.00016011952247675185 + x * (.0011913514700658638 + x * (.010421379756176158 + x * (.04763678004571372 + x * (.20744822764843598 + x * (.4942148268014971 + x * 1)))))), s2 = -23158187332412014e-21 + x * (.0005396055804933034 + x * (-.004456419138517973 + x * (.011813978522206043 + x * (.035823639860549865 + x * (-.23459179571824335 + x * (.0714304917030273 + x * 1))))))), s1 / s2);
	}
	module.exports = evalrational;
})), require_main$28 = __commonJSMin(((exports, module) => {
	var isnan = require_lib$94(), isInteger = require_lib$58(), isNegativeZero = require_lib$66(), abs = require_lib$96(), floor = require_lib$85(), sin = require_lib$73(), PINF = require_lib$100(), NINF = require_lib$101(), PI = require_lib$72(), stirlingApprox = require_stirling_approximation(), smallApprox = require_small_approximation(), rateval = require_rational_pq$2();
	function gamma(x) {
		var sign, q, p, z;
		if (isInteger(x) && x < 0 || x === NINF || isnan(x)) return NaN;
		if (x === 0) return isNegativeZero(x) ? NINF : PINF;
		if (x > 171.61447887182297) return PINF;
		if (x < -170.5674972726612) return 0;
		if (q = abs(x), q > 33) return x >= 0 ? stirlingApprox(x) : (p = floor(q), sign = p & 1 ? 1 : -1, z = q - p, z > .5 && (p += 1, z = q - p), z = q * sin(PI * z), sign * PI / (abs(z) * stirlingApprox(q)));
		for (z = 1; x >= 3;) --x, z *= x;
		for (; x < 0;) {
			if (x > -1e-9) return smallApprox(x, z);
			z /= x, x += 1;
		}
		for (; x < 2;) {
			if (x < 1e-9) return smallApprox(x, z);
			z /= x, x += 1;
		}
		return x === 2 ? z : (x -= 2, z * rateval(x));
	}
	module.exports = gamma;
})), require_lib$43 = __commonJSMin(((exports, module) => {
	module.exports = require_main$28();
})), require_lib$42 = __commonJSMin(((exports, module) => {
	module.exports = 170;
})), require_factorials = __commonJSMin(((exports, module) => {
	module.exports = [
		1,
		1,
		2,
		6,
		24,
		120,
		720,
		5040,
		40320,
		362880,
		3628800,
		39916800,
		479001600,
		6227020800,
		87178291200,
		1307674368e3,
		20922789888e3,
		355687428096e3,
		6402373705728e3,
		0x1b02b9306890000,
		0x21c3677c82b40000,
		0x2c5077d36b8c40000,
		0x3ceea4c2b3e0d80000,
		2585201673888498e7,
		6204484017332394e8,
		15511210043330986e9,
		40329146112660565e10,
		10888869450418352e12,
		30488834461171387e13,
		8841761993739702e15,
		26525285981219107e16,
		8222838654177922e18,
		2631308369336935e20,
		8683317618811886e21,
		29523279903960416e22,
		10333147966386145e24,
		37199332678990125e25,
		13763753091226346e27,
		5230226174666011e29,
		20397882081197444e30,
		8159152832478977e32,
		3345252661316381e34,
		140500611775288e37,
		6041526306337383e37,
		2658271574788449e39,
		11962222086548019e40,
		5502622159812089e42,
		25862324151116818e43,
		12413915592536073e45,
		6082818640342675e47,
		30414093201713376e48,
		15511187532873822e50,
		8065817517094388e52,
		42748832840600255e53,
		2308436973392414e56,
		12696403353658276e57,
		7109985878048635e59,
		40526919504877214e60,
		23505613312828785e62,
		13868311854568984e64,
		832098711274139e67,
		5075802138772248e68,
		3146997326038794e70,
		198260831540444e73,
		12688693218588417e73,
		8247650592082472e75,
		5443449390774431e77,
		3647111091818868e79,
		24800355424368305e80,
		1711224524281413e83,
		11978571669969892e84,
		8504785885678623e86,
		61234458376886085e87,
		44701154615126844e89,
		3307885441519386e92,
		248091408113954e95,
		18854947016660504e95,
		14518309202828587e97,
		11324281178206297e99,
		8946182130782976e101,
		7156945704626381e103,
		5797126020747368e105,
		4753643337012842e107,
		3945523969720659e109,
		3314240134565353e111,
		281710411438055e114,
		24227095383672734e114,
		2107757298379528e117,
		18548264225739844e118,
		1650795516090846e121,
		14857159644817615e122,
		1352001527678403e125,
		12438414054641308e126,
		11567725070816416e128,
		1087366156656743e131,
		1032997848823906e133,
		9916779348709496e134,
		9619275968248212e136,
		9426890448883248e138,
		9332621544394415e140,
		9332621544394415e142,
		942594775983836e145,
		9614466715035127e146,
		990290071648618e149,
		10299016745145628e150,
		1081396758240291e153,
		11462805637347084e154,
		1226520203196138e157,
		1324641819451829e159,
		14438595832024937e160,
		1588245541522743e163,
		17629525510902446e164,
		1974506857221074e167,
		22311927486598138e168,
		25435597334721877e170,
		2925093693493016e173,
		3393108684451898e175,
		3969937160808721e177,
		4684525849754291e179,
		5574585761207606e181,
		6689502913449127e183,
		8094298525273444e185,
		9875044200833601e187,
		1214630436702533e190,
		1506141741511141e192,
		1882677176888926e194,
		2372173242880047e196,
		30126600184576594e197,
		3856204823625804e200,
		4974504222477287e202,
		6466855489220474e204,
		847158069087882e207,
		11182486511960043e208,
		14872707060906857e210,
		19929427461615188e212,
		26904727073180504e214,
		3659042881952549e217,
		5012888748274992e219,
		6917786472619489e221,
		9615723196941089e223,
		13462012475717526e225,
		1898143759076171e228,
		2695364137888163e230,
		3854370717180073e232,
		55502938327393044e233,
		8047926057471992e236,
		11749972043909107e238,
		1727245890454639e241,
		25563239178728654e242,
		380892263763057e246,
		5713383956445855e247,
		862720977423324e250,
		13113358856834524e251,
		20063439050956823e253,
		30897696138473508e255,
		4789142901463394e258,
		7471062926282894e260,
		11729568794264145e262,
		1853271869493735e265,
		29467022724950384e266,
		47147236359920616e268,
		7590705053947219e271,
		12296942187394494e273,
		20044015765453026e275,
		3287218585534296e278,
		5423910666131589e280,
		9003691705778438e282,
		1503616514864999e285,
		25260757449731984e286,
		4269068009004705e289,
		7257415615307999e291
	];
})), require_main$27 = __commonJSMin(((exports, module) => {
	var isnan = require_lib$94(), isInteger = require_lib$58(), gamma = require_lib$43(), PINF = require_lib$100(), FLOAT64_MAX_NTH_FACTORIAL = require_lib$42(), FACTORIALS = require_factorials();
	function factorial(x) {
		return isnan(x) ? NaN : isInteger(x) ? x < 0 ? NaN : x <= FLOAT64_MAX_NTH_FACTORIAL ? FACTORIALS[x] : PINF : gamma(x + 1);
	}
	module.exports = factorial;
})), require_lib$41 = __commonJSMin(((exports, module) => {
	module.exports = require_main$27();
})), require_rational_pq$1 = __commonJSMin(((exports, module) => {
	function evalrational(x) {
		var ax, s1, s2;
		return x === 0 ? 1e400 : (ax = x < 0 ? -x : x, ax <= 1 ? (s1 = 38474670393.31777 + x * (36857665043.51951 + x * (15889202453.72942 + x * (4059208354.298835 + x * (680547661.1834733 + x * (78239755.00312005 + x * (6246580.776401795 + x * (341986.3488721347 + x * (12287.194511824551 + x * (261.61404416416684 + x * 2.5066282746310007))))))))), s2 = 0 + x * (362880 + x * (1026576 + x * (1172700 + x * (723680 + x * (269325 + x * (63273 + x * (9450 + x * (870 + x * (45 + x * 1)))))))))) : (x = 1 / x, s1 = 2.5066282746310007 + x * (261.61404416416684 + x * (12287.194511824551 + x * (341986.3488721347 + x * (6246580.776401795 + x * (78239755.00312005 + x * (680547661.1834733 + x * (4059208354.298835 + x * (15889202453.72942 + x * (36857665043.51951 + x * 38474670393.31777))))))))), s2 = 1 + x * (45 + x * (870 + x * (9450 + x * (63273 + x * (269325 + x * (723680 + x * (1172700 + x * (1026576 + x * (362880 + x * 0)))))))))), s1 / s2);
	}
	module.exports = evalrational;
})), require_main$26 = __commonJSMin(((exports, module) => {
	module.exports = require_rational_pq$1();
})), require_lib$40 = __commonJSMin(((exports, module) => {
	module.exports = require_main$26();
})), require_lib$39 = __commonJSMin(((exports, module) => {
	module.exports = 10.900511;
})), require_gamma_delta_ratio_lanczos = __commonJSMin(((exports, module) => {
	var lanczosSum = require_lib$40(), gamma = require_lib$43(), log1p = require_lib$61(), abs = require_lib$96(), exp = require_lib$102(), pow = require_lib$52(), EPSILON = require_lib$50(), E = require_lib$51(), G = require_lib$39(), FLOAT64_MAX_NTH_FACTORIAL = require_lib$42(), FACTORIAL_169 = 4269068009004705e289;
	function gammaDeltaRatioLanczos(z, delta) {
		var result, ratio, zgh;
		return z < EPSILON ? delta >= FLOAT64_MAX_NTH_FACTORIAL ? (ratio = gammaDeltaRatioLanczos(delta, FLOAT64_MAX_NTH_FACTORIAL - delta), ratio *= z, ratio *= FACTORIAL_169, 1 / ratio) : 1 / (z * gamma(z + delta)) : (zgh = z + G - .5, z + delta === z ? result = abs(delta / zgh) < EPSILON ? exp(-delta) : 1 : (result = abs(delta) < 10 ? exp((.5 - z) * log1p(delta / zgh)) : pow(zgh / (zgh + delta), z - .5), result *= lanczosSum(z) / lanczosSum(z + delta)), result *= pow(E / (zgh + delta), delta), result);
	}
	module.exports = gammaDeltaRatioLanczos;
})), require_main$25 = __commonJSMin(((exports, module) => {
	var abs = require_lib$96(), floor = require_lib$85(), gamma = require_lib$43(), factorial = require_lib$41(), FLOAT64_MAX_NTH_FACTORIAL = require_lib$42(), gammaDeltaRatioLanczos = require_gamma_delta_ratio_lanczos();
	function gammaDeltaRatio(z, delta) {
		var result, idelta, iz;
		if (z <= 0 || z + delta <= 0) return gamma(z) / gamma(z + delta);
		if (idelta = floor(delta), idelta === delta) {
			if (iz = floor(z), iz === z && z <= FLOAT64_MAX_NTH_FACTORIAL && z + delta <= FLOAT64_MAX_NTH_FACTORIAL) return factorial(iz - 1) / factorial(idelta + iz - 1);
			if (abs(delta) < 20) {
				if (delta === 0) return 1;
				if (delta < 0) {
					for (--z, result = z, delta += 1; delta !== 0;) --z, result *= z, delta += 1;
					return result;
				}
				for (result = 1 / z, --delta; delta !== 0;) z += 1, result /= z, --delta;
				return result;
			}
		}
		return gammaDeltaRatioLanczos(z, delta);
	}
	module.exports = gammaDeltaRatio;
})), require_lib$38 = __commonJSMin(((exports, module) => {
	module.exports = require_main$25();
})), require_lib$37 = __commonJSMin(((exports, module) => {
	module.exports = 709.782712893384;
})), require_lib$36 = __commonJSMin(((exports, module) => {
	module.exports = 1.4901161193847656e-8;
})), require_lib$35 = __commonJSMin(((exports, module) => {
	module.exports = eval;
})), require_main$24 = __commonJSMin(((exports, module) => {
	var evil = require_lib$35();
	function hasGeneratorSupport() {
		var bool;
		try {
			evil("\"use strict\"; (function* () {})"), bool = !0;
		} catch {
			bool = !1;
		}
		return bool;
	}
	module.exports = hasGeneratorSupport;
})), require_lib$34 = __commonJSMin(((exports, module) => {
	module.exports = require_main$24();
})), require_generators$1 = __commonJSMin(((exports, module) => {
	var abs = require_lib$96(), EPS = require_lib$50(), MAX_TERMS = 1e6;
	function sumSeries(generator, options) {
		var isgenerator, tolerance, nextTerm, counter, result, opts = {};
		if (arguments.length > 1 && (opts = options), tolerance = opts.tolerance || EPS, counter = opts.maxTerms || MAX_TERMS, result = opts.initialValue || 0, isgenerator = typeof generator.next == "function", isgenerator === !0) {
			for (nextTerm of generator) if (result += nextTerm, abs(tolerance * result) >= abs(nextTerm) || --counter === 0) break;
		} else do
			nextTerm = generator(), result += nextTerm;
		while (abs(tolerance * result) < abs(nextTerm) && --counter);
		return result;
	}
	module.exports = sumSeries;
})), require_basic$1 = __commonJSMin(((exports, module) => {
	var abs = require_lib$96(), EPS = require_lib$50(), MAX_TERMS = 1e6;
	function sumSeries(generator, options) {
		var tolerance, nextTerm, counter, result, opts = {};
		arguments.length > 1 && (opts = options), tolerance = opts.tolerance || EPS, counter = opts.maxTerms || MAX_TERMS, result = opts.initialValue || 0;
		do
			nextTerm = generator(), result += nextTerm;
		while (abs(tolerance * result) < abs(nextTerm) && --counter);
		return result;
	}
	module.exports = sumSeries;
})), require_lib$33 = __commonJSMin(((exports, module) => {
	var hasGeneratorSupport = require_lib$34(), generator = require_generators$1(), basic = require_basic$1();
	module.exports = hasGeneratorSupport() ? generator : basic;
})), require_tgamma_i_large_x_series = __commonJSMin(((exports, module) => {
	function tgammaILargeXSeries(a1, x1) {
		var result = 1, a = a1, x = x1;
		return next;
		function next() {
			var r = result;
			return result *= a / x, --a, r;
		}
	}
	module.exports = tgammaILargeXSeries;
})), require_tgamma_i_large_x = __commonJSMin(((exports, module) => {
	var sumSeries = require_lib$33(), tgammaILargeXSeries = require_tgamma_i_large_x_series();
	function tgammaILargeX(a, x) {
		return sumSeries(tgammaILargeXSeries(a, x));
	}
	module.exports = tgammaILargeX;
})), require_finite_gamma_q = __commonJSMin(((exports, module) => {
	var exp = require_lib$102();
	function finiteGammaQ(a, x) {
		var term, sum, e = exp(-x), n;
		if (sum = e, sum !== 0) for (term = sum, n = 1; n < a; ++n) term /= n, term *= x, sum += term;
		return sum;
	}
	module.exports = finiteGammaQ;
})), require_finite_half_gamma_q = __commonJSMin(((exports, module) => {
	var erfc = require_lib$110(), sqrt = require_lib$107(), exp = require_lib$102(), PI = require_lib$72();
	function finiteHalfGammaQ(a, x) {
		var half, term, sum, e = erfc(sqrt(x)), n;
		if (e !== 0 && a > 1) {
			for (term = exp(-x) / sqrt(PI * x), term *= x, half = .5, term /= half, sum = term, n = 2; n < a; ++n) term /= n - half, term *= x, sum += term;
			e += sum;
		}
		return e;
	}
	module.exports = finiteHalfGammaQ;
})), require_lib$32 = __commonJSMin(((exports, module) => {
	module.exports = -708.3964185322641;
})), require_full_igamma_prefix$1 = __commonJSMin(((exports, module) => {
	var exp = require_lib$102(), pow = require_lib$52(), ln = require_lib$98(), MAX_LN = require_lib$37(), MIN_LN = require_lib$32();
	function fullIGammaPrefix(a, z) {
		var prefix, alz = a * ln(z);
		return prefix = z >= 1 ? alz < MAX_LN && -z > MIN_LN ? pow(z, a) * exp(-z) : a >= 1 ? pow(z / exp(z / a), a) : exp(alz - z) : alz > MIN_LN ? pow(z, a) * exp(-z) : z / a < MAX_LN ? pow(z / exp(z / a), a) : exp(alz - z), prefix;
	}
	module.exports = fullIGammaPrefix;
})), require_main$23 = __commonJSMin(((exports, module) => {
	function evalpoly(c, x) {
		var p, i = c.length;
		if (i < 2 || x === 0) return i === 0 ? 0 : c[0];
		for (--i, p = c[i] * x + c[i - 1], i -= 2; i >= 0;) p = p * x + c[i], --i;
		return p;
	}
	module.exports = evalpoly;
})), require_main$22 = __commonJSMin(((exports, module) => {
	module.exports = Function;
})), require_lib$31 = __commonJSMin(((exports, module) => {
	module.exports = require_main$22();
})), require_factory$6 = __commonJSMin(((exports, module) => {
	var Fcn = require_lib$31(), evalpoly = require_main$23();
	function factory(c) {
		var f, n, m, i;
		if (c.length > 500) return polyval;
		if (f = "return function evalpoly(x){", n = c.length, n === 0) f += "return 0.0;";
		else if (n === 1) f += "return " + c[0] + ";";
		else {
			for (f += "if(x===0.0){return " + c[0] + ";}", f += "return " + c[0], m = n - 1, i = 1; i < n; i++) f += "+x*", i < m && (f += "("), f += c[i];
			for (i = 0; i < m - 1; i++) f += ")";
			f += ";";
		}
		return f += "}", f += "//# sourceURL=evalpoly.factory.js", new Fcn(f)();
		function polyval(x) {
			return evalpoly(c, x);
		}
	}
	module.exports = factory;
})), require_lib$30 = __commonJSMin(((exports, module) => {
	var setReadOnly = require_lib$104(), main = require_main$23();
	setReadOnly(main, "factory", require_factory$6()), module.exports = main;
})), require_log1p_series = __commonJSMin(((exports, module) => {
	function log1pSeries(x) {
		var mMult = -x, mProd = -1, k = 0;
		return next;
		function next() {
			return mProd *= mMult, k += 1, mProd / k;
		}
	}
	module.exports = log1pSeries;
})), require_main$21 = __commonJSMin(((exports, module) => {
	var abs = require_lib$96(), ln = require_lib$98(), FLOAT_EPS = require_lib$50(), sumSeries = require_lib$33(), log1pSeries = require_log1p_series();
	function log1pmx(x) {
		var opts, ax;
		return x <= -1 ? NaN : (ax = abs(x), ax > .95 ? ln(1 + x) - x : ax < FLOAT_EPS ? -x * x / 2 : (opts = { initialValue: -x }, sumSeries(log1pSeries(x), opts)));
	}
	module.exports = log1pmx;
})), require_lib$29 = __commonJSMin(((exports, module) => {
	module.exports = require_main$21();
})), require_lib$28 = __commonJSMin(((exports, module) => {
	module.exports = 6.283185307179586;
})), require_polyval_c0 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? -.3333333333333333 : -.3333333333333333 + x * (.08333333333333333 + x * (-.014814814814814815 + x * (.0011574074074074073 + x * (.0003527336860670194 + x * (-.0001787551440329218 + x * (3919263178522438e-20 + x * (-21854485106799924e-22 + x * (-185406221071516e-20 + x * (8.296711340953087e-7 + x * (-1.7665952736826078e-7 + x * (6.707853543401498e-9 + x * (1.0261809784240309e-8 + x * (-4.382036018453353e-9 + x * 914769958223679e-24)))))))))))));
	}
	module.exports = evalpoly;
})), require_polyval_c1 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? -.001851851851851852 : -.001851851851851852 + x * (-.003472222222222222 + x * (.0026455026455026454 + x * (-.0009902263374485596 + x * (.00020576131687242798 + x * (-4.018775720164609e-7 + x * (-18098550334489977e-21 + x * (764916091608111e-20 + x * (-16120900894563446e-22 + x * (4.647127802807434e-9 + x * (1.378633446915721e-7 + x * (-5.752545603517705e-8 + x * 1.1951628599778148e-8)))))))))));
	}
	module.exports = evalpoly;
})), require_polyval_c2 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? .004133597883597883 : .004133597883597883 + x * (-.0026813271604938273 + x * (.0007716049382716049 + x * (20093878600823047e-22 + x * (-.00010736653226365161 + x * (52923448829120125e-21 + x * (-12760635188618728e-21 + x * (3.423578734096138e-8 + x * (13721957309062932e-22 + x * (-6.298992138380055e-7 + x * 1.4280614206064242e-7)))))))));
	}
	module.exports = evalpoly;
})), require_polyval_c3 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? .0006494341563786008 : .0006494341563786008 + x * (.00022947209362139917 + x * (-.0004691894943952557 + x * (.00026772063206283885 + x * (-7561801671883977e-20 + x * (-2.396505113867297e-7 + x * (11082654115347302e-21 + x * (-56749528269915965e-22 + x * 14230900732435883e-22)))))));
	}
	module.exports = evalpoly;
})), require_polyval_c4 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? -.0008618882909167117 : -.0008618882909167117 + x * (.0007840392217200666 + x * (-.0002990724803031902 + x * (-14638452578843418e-22 + x * (6641498215465122e-20 + x * (-3968365047179435e-20 + x * 11375726970678419e-21)))));
	}
	module.exports = evalpoly;
})), require_polyval_c5 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? -.00033679855336635813 : -.00033679855336635813 + x * (-6972813758365858e-20 + x * (.0002772753244959392 + x * (-.00019932570516188847 + x * (6797780477937208e-20 + x * (1.419062920643967e-7 + x * (-13594048189768693e-21 + x * (8018470256334202e-21 + x * -2291481176508095e-21)))))));
	}
	module.exports = evalpoly;
})), require_polyval_c6 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? .0005313079364639922 : .0005313079364639922 + x * (-.0005921664373536939 + x * (.0002708782096718045 + x * (7.902353232660328e-7 + x * (-8153969367561969e-20 + x * (561168275310625e-19 + x * -18329116582843375e-21)))));
	}
	module.exports = evalpoly;
})), require_polyval_c7 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? .00034436760689237765 : .00034436760689237765 + x * (5171790908260592e-20 + x * (-.00033493161081142234 + x * (.0002812695154763237 + x * -.00010976582244684731)));
	}
	module.exports = evalpoly;
})), require_polyval_c8 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? -.0006526239185953094 : -.0006526239185953094 + x * (.0008394987206720873 + x * -.000438297098541721);
	}
	module.exports = evalpoly;
})), require_igamma_temme_large = __commonJSMin(((exports, module) => {
	var evalpoly = require_lib$30(), log1pmx = require_lib$29(), erfc = require_lib$110(), sqrt = require_lib$107(), exp = require_lib$102(), TWO_PI = require_lib$28(), polyvalC0 = require_polyval_c0(), polyvalC1 = require_polyval_c1(), polyvalC2 = require_polyval_c2(), polyvalC3 = require_polyval_c3(), polyvalC4 = require_polyval_c4(), polyvalC5 = require_polyval_c5(), polyvalC6 = require_polyval_c6(), polyvalC7 = require_polyval_c7(), polyvalC8 = require_polyval_c8(), workspace = [
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0
	];
	function igammaTemmeLarge(a, x) {
		var result, phi = -log1pmx((x - a) / a), y = a * phi, z = sqrt(2 * phi);
		return x < a && (z = -z), workspace[0] = polyvalC0(z), workspace[1] = polyvalC1(z), workspace[2] = polyvalC2(z), workspace[3] = polyvalC3(z), workspace[4] = polyvalC4(z), workspace[5] = polyvalC5(z), workspace[6] = polyvalC6(z), workspace[7] = polyvalC7(z), workspace[8] = polyvalC8(z), workspace[9] = -.0005967612901927463, result = evalpoly(workspace, 1 / a), result *= exp(-y) / sqrt(TWO_PI * a), x < a && (result = -result), result += erfc(sqrt(y)) / 2, result;
	}
	module.exports = igammaTemmeLarge;
})), require_lower_incomplete_gamma_series = __commonJSMin(((exports, module) => {
	function lowerIncompleteGammaSeries(a1, z1) {
		var result = 1, a = a1, z = z1;
		return next;
		function next() {
			var r = result;
			return a += 1, result *= z / a, r;
		}
	}
	module.exports = lowerIncompleteGammaSeries;
})), require_lower_gamma_series = __commonJSMin(((exports, module) => {
	var sumSeries = require_lib$33(), lowerIncompleteGammaSeries = require_lower_incomplete_gamma_series();
	function lowerGammaSeries(a, z, initialValue) {
		var result, s;
		return initialValue ||= 0, s = lowerIncompleteGammaSeries(a, z), result = sumSeries(s, { initialValue }), result;
	}
	module.exports = lowerGammaSeries;
})), require_rational_pq = __commonJSMin(((exports, module) => {
	function evalrational(x) {
		var ax, s1, s2;
		return x === 0 ? 1e400 : (ax = x < 0 ? -x : x, ax <= 1 ? (s1 = 709811.662581658 + x * (679979.8474157227 + x * (293136.7857211597 + x * (74887.54032914672 + x * (12555.290582413863 + x * (1443.4299244417066 + x * (115.24194596137347 + x * (6.309239205732627 + x * (.22668404630224365 + x * (.004826466289237662 + x * 4624429436045379e-20))))))))), s2 = 0 + x * (362880 + x * (1026576 + x * (1172700 + x * (723680 + x * (269325 + x * (63273 + x * (9450 + x * (870 + x * (45 + x * 1)))))))))) : (x = 1 / x, s1 = 4624429436045379e-20 + x * (.004826466289237662 + x * (.22668404630224365 + x * (6.309239205732627 + x * (115.24194596137347 + x * (1443.4299244417066 + x * (12555.290582413863 + x * (74887.54032914672 + x * (293136.7857211597 + x * (679979.8474157227 + x * 709811.662581658))))))))), s2 = 1 + x * (45 + x * (870 + x * (9450 + x * (63273 + x * (269325 + x * (723680 + x * (1172700 + x * (1026576 + x * (362880 + x * 0)))))))))), s1 / s2);
	}
	module.exports = evalrational;
})), require_main$20 = __commonJSMin(((exports, module) => {
	module.exports = require_rational_pq();
})), require_lib$27 = __commonJSMin(((exports, module) => {
	module.exports = require_main$20();
})), require_regularised_gamma_prefix = __commonJSMin(((exports, module) => {
	var lanczosSumExpGScaled = require_lib$27(), gammaln = require_lib$70(), gamma = require_lib$43(), log1pmx = require_lib$29(), sqrt = require_lib$107(), abs = require_lib$96(), exp = require_lib$102(), pow = require_lib$52(), max = require_lib$67(), min = require_lib$65(), ln = require_lib$98(), FLOAT64_MAX = require_lib$48(), MAX_LN = require_lib$37(), MIN_LN = require_lib$32(), G = require_lib$39(), E = require_lib$51();
	function regularisedGammaPrefix(a, z) {
		var prefix, amza, agh = a + G - .5, alz, amz, sq, d = (z - a - G + .5) / agh;
		return a < 1 ? z <= MIN_LN || a < 1 / FLOAT64_MAX ? exp(a * ln(z) - z - gammaln(a)) : pow(z, a) * exp(-z) / gamma(a) : (abs(d * d * a) <= 100 && a > 150 ? (prefix = a * log1pmx(d) + z * (.5 - G) / agh, prefix = exp(prefix)) : (alz = a * ln(z / agh), amz = a - z, min(alz, amz) <= MIN_LN || max(alz, amz) >= MAX_LN ? (amza = amz / a, min(alz, amz) / 2 > MIN_LN && max(alz, amz) / 2 < MAX_LN ? (sq = pow(z / agh, a / 2) * exp(amz / 2), prefix = sq * sq) : min(alz, amz) / 4 > MIN_LN && max(alz, amz) / 4 < MAX_LN && z > a ? (sq = pow(z / agh, a / 4) * exp(amz / 4), prefix = sq * sq, prefix *= prefix) : prefix = amza > MIN_LN && amza < MAX_LN ? pow(z * exp(amza) / agh, a) : exp(alz + amz)) : prefix = pow(z / agh, a) * exp(amz)), prefix *= sqrt(agh / E) / lanczosSumExpGScaled(a), prefix);
	}
	module.exports = regularisedGammaPrefix;
})), require_main$19 = __commonJSMin(((exports, module) => {
	var isnan = require_lib$94(), isinfinite = require_lib$95(), abs = require_lib$96(), expm1 = require_lib$62(), ln = require_lib$98(), pow = require_lib$52(), trunc = require_lib$99();
	function powm1(b, x) {
		var result, y;
		if (isnan(b) || isnan(x)) return NaN;
		if (x === 0) return 0;
		if (b === 0) return -1;
		if (b < 0 && x % 2 == 0 && (b = -b), b > 0) {
			if ((abs(x * (b - 1)) < .5 || abs(x) < .2) && (y = ln(b) * x, y < .5)) return expm1(y);
		} else if (trunc(x) !== x) return NaN;
		return result = pow(b, x) - 1, isinfinite(result) || isnan(result) ? NaN : result;
	}
	module.exports = powm1;
})), require_lib$26 = __commonJSMin(((exports, module) => {
	module.exports = require_main$19();
})), require_rational_p1q1$1 = __commonJSMin(((exports, module) => {
	function evalrational(x) {
		var ax, s1, s2;
		return x === 0 ? -.01803556856784494 : (ax = x < 0 ? -x : x, ax <= 1 ? (s1 = -.01803556856784494 + x * (.02512664961998968 + x * (.049410315156753225 + x * (.0172491608709614 + x * (-.0002594535632054381 + x * (-.0005410098692152044 + x * (-3245886498259485e-20 + x * 0)))))), s2 = 1 + x * (1.962029871977952 + x * (1.4801966942423133 + x * (.5413914320717209 + x * (.09885042511280101 + x * (.008213096746488934 + x * (.00022493629192211576 + x * -2.2335276320861708e-7))))))) : (x = 1 / x, s1 = 0 + x * (-3245886498259485e-20 + x * (-.0005410098692152044 + x * (-.0002594535632054381 + x * (.0172491608709614 + x * (.049410315156753225 + x * (.02512664961998968 + x * -.01803556856784494)))))), s2 = -2.2335276320861708e-7 + x * (.00022493629192211576 + x * (.008213096746488934 + x * (.09885042511280101 + x * (.5413914320717209 + x * (1.4801966942423133 + x * (1.962029871977952 + x * 1))))))), s1 / s2);
	}
	module.exports = evalrational;
})), require_rational_p2q2$1 = __commonJSMin(((exports, module) => {
	function evalrational(x) {
		var ax, s1, s2;
		return x === 0 ? .04906224540690395 : (ax = x < 0 ? -x : x, ax <= 1 ? (s1 = .04906224540690395 + x * (-.09691175301595212 + x * (-.4149833583594954 + x * (-.4065671242119384 + x * (-.1584135863906922 + x * (-.024014982064857155 + x * -.0010034668769627955))))), s2 = 1 + x * (3.0234982984646304 + x * (3.4873958536072385 + x * (1.9141558827442668 + x * (.5071377386143635 + x * (.05770397226904519 + x * .001957681026011072)))))) : (x = 1 / x, s1 = -.0010034668769627955 + x * (-.024014982064857155 + x * (-.1584135863906922 + x * (-.4065671242119384 + x * (-.4149833583594954 + x * (-.09691175301595212 + x * .04906224540690395))))), s2 = .001957681026011072 + x * (.05770397226904519 + x * (.5071377386143635 + x * (1.9141558827442668 + x * (3.4873958536072385 + x * (3.0234982984646304 + x * 1)))))), s1 / s2);
	}
	module.exports = evalrational;
})), require_rational_p3q3$1 = __commonJSMin(((exports, module) => {
	function evalrational(x) {
		var ax, s1, s2;
		return x === 0 ? -.029232972183027003 : (ax = x < 0 ? -x : x, ax <= 1 ? (s1 = -.029232972183027003 + x * (.14421626775719232 + x * (-.14244039073863127 + x * (.05428096940550536 + x * (-.008505359768683364 + x * (.0004311713426792973 + x * 0))))), s2 = 1 + x * (-1.5016935605448505 + x * (.846973248876495 + x * (-.22009515181499575 + x * (.02558279715597587 + x * (-.0010066679553914337 + x * -8.271935218912905e-7)))))) : (x = 1 / x, s1 = 0 + x * (.0004311713426792973 + x * (-.008505359768683364 + x * (.05428096940550536 + x * (-.14244039073863127 + x * (.14421626775719232 + x * -.029232972183027003))))), s2 = -8.271935218912905e-7 + x * (-.0010066679553914337 + x * (.02558279715597587 + x * (-.22009515181499575 + x * (.846973248876495 + x * (-1.5016935605448505 + x * 1)))))), s1 / s2);
	}
	module.exports = evalrational;
})), require_lgamma_small_imp = __commonJSMin(((exports, module) => {
	var ln = require_lib$98(), EPS = require_lib$50(), rateval1 = require_rational_p1q1$1(), rateval2 = require_rational_p2q2$1(), rateval3 = require_rational_p3q3$1(), Y1 = .15896368026733398, Y2 = .5281534194946289, Y3 = .45201730728149414;
	function lgammaSmallImp(z, zm1, zm2) {
		var prefix, result, r, R;
		if (z < EPS) return -ln(z);
		if (zm1 === 0 || zm2 === 0) return 0;
		if (result = 0, z > 2) {
			if (z >= 3) {
				do
					--z, --zm2, result += ln(z);
				while (z >= 3);
				zm2 = z - 2;
			}
			return r = zm2 * (z + 1), R = rateval1(zm2), result += r * Y1 + r * R, result;
		}
		return z < 1 && (result += -ln(z), zm2 = zm1, zm1 = z, z += 1), z <= 1.5 ? (r = rateval2(zm1), prefix = zm1 * zm2, result += prefix * Y2 + prefix * r, result) : (r = zm2 * zm1, R = rateval3(-zm2), result += r * Y3 + r * R, result);
	}
	module.exports = lgammaSmallImp;
})), require_main$18 = __commonJSMin(((exports, module) => {
	var gamma = require_lib$43(), expm1 = require_lib$62(), log1p = require_lib$61(), isnan = require_lib$94(), lgammaSmallImp = require_lgamma_small_imp();
	function gamma1pm1(x) {
		return isnan(x) ? NaN : x < 0 ? x < -.5 ? gamma(1 + x) - 1 : expm1(-log1p(x) + lgammaSmallImp(x + 2, x + 1, x)) : x < 2 ? expm1(lgammaSmallImp(x + 1, x, x - 1)) : gamma(1 + x) - 1;
	}
	module.exports = gamma1pm1;
})), require_lib$25 = __commonJSMin(((exports, module) => {
	module.exports = require_main$18();
})), require_small_gamma2_series = __commonJSMin(((exports, module) => {
	function smallGamma2Series(a, x) {
		var result = -x, apn, n, r;
		return x = -x, apn = a + 1, n = 1, next;
		function next() {
			return r = result / apn, result *= x, n += 1, result /= n, apn += 1, r;
		}
	}
	module.exports = smallGamma2Series;
})), require_tgamma_small_upper_part = __commonJSMin(((exports, module) => {
	var powm1 = require_lib$26(), sumSeries = require_lib$33(), gamma1pm1 = require_lib$25(), smallGamma2Series = require_small_gamma2_series();
	function tgammaSmallUpperPart(a, x, invert) {
		var initialValue, result = gamma1pm1(a), pgam = (result + 1) / a, p = powm1(x, a), s;
		return result -= p, result /= a, s = smallGamma2Series(a, x), p += 1, initialValue = invert ? pgam : 0, result = -p * sumSeries(s, { initialValue: (initialValue - result) / p }), invert && (result = -result), [result, pgam];
	}
	module.exports = tgammaSmallUpperPart;
})), require_lib$24 = __commonJSMin(((exports, module) => {
	module.exports = 11754943508222875e-54;
})), require_generators = __commonJSMin(((exports, module) => {
	var abs = require_lib$96(), FLOAT32_SMALLEST_NORMAL = require_lib$24(), EPS = require_lib$50(), MAX_ITER = 1e6;
	function continuedFractionA(gen, factor, maxIter) {
		var isgenerator = typeof gen.next == "function", delta, a0, f, C, D, v = isgenerator ? gen.next().value : gen();
		if (f = v[1], a0 = v[0], f === 0 && (f = FLOAT32_SMALLEST_NORMAL), C = f, D = 0, isgenerator === !0) do
			v = gen.next().value, v && (D = v[1] + v[0] * D, D === 0 && (D = FLOAT32_SMALLEST_NORMAL), C = v[1] + v[0] / C, C === 0 && (C = FLOAT32_SMALLEST_NORMAL), D = 1 / D, delta = C * D, f *= delta);
		while (abs(delta - 1) > factor && --maxIter);
		else do
			v = gen(), v && (D = v[1] + v[0] * D, D === 0 && (D = FLOAT32_SMALLEST_NORMAL), C = v[1] + v[0] / C, C === 0 && (C = FLOAT32_SMALLEST_NORMAL), D = 1 / D, delta = C * D, f *= delta);
		while (v && abs(delta - 1) > factor && --maxIter);
		return a0 / f;
	}
	function continuedFractionB(gen, factor, maxIter) {
		var isgenerator = typeof gen.next == "function", delta, f, C, D, v = isgenerator ? gen.next().value : gen();
		if (f = v[1], f === 0 && (f = FLOAT32_SMALLEST_NORMAL), C = f, D = 0, isgenerator === !0) do
			v = gen.next().value, v && (D = v[1] + v[0] * D, D === 0 && (D = FLOAT32_SMALLEST_NORMAL), C = v[1] + v[0] / C, C === 0 && (C = FLOAT32_SMALLEST_NORMAL), D = 1 / D, delta = C * D, f *= delta);
		while (v && abs(delta - 1) > factor && --maxIter);
		else do
			v = gen(), v && (D = v[1] + v[0] * D, D === 0 && (D = FLOAT32_SMALLEST_NORMAL), C = v[1] + v[0] / C, C === 0 && (C = FLOAT32_SMALLEST_NORMAL), D = 1 / D, delta = C * D, f *= delta);
		while (v && abs(delta - 1) > factor && --maxIter);
		return f;
	}
	function continuedFraction(generator, options) {
		var maxIter, opts = {}, eps;
		return arguments.length > 1 && (opts = options), maxIter = opts.maxIter || MAX_ITER, eps = opts.tolerance || EPS, opts.keep ? continuedFractionB(generator, eps, maxIter) : continuedFractionA(generator, eps, maxIter);
	}
	module.exports = continuedFraction;
})), require_basic = __commonJSMin(((exports, module) => {
	var abs = require_lib$96(), EPS = require_lib$50(), FLOAT32_SMALLEST_NORMAL = require_lib$24(), MAX_ITER = 1e6;
	function continuedFractionA(gen, factor, maxIter) {
		var delta, a0, C, D, f, v = gen();
		f = v[1], a0 = v[0], f === 0 && (f = FLOAT32_SMALLEST_NORMAL), C = f, D = 0;
		do
			v = gen(), v && (D = v[1] + v[0] * D, D === 0 && (D = FLOAT32_SMALLEST_NORMAL), C = v[1] + v[0] / C, C === 0 && (C = FLOAT32_SMALLEST_NORMAL), D = 1 / D, delta = C * D, f *= delta);
		while (v && abs(delta - 1) > factor && --maxIter);
		return a0 / f;
	}
	function continuedFractionB(gen, factor, maxIter) {
		var delta, C, D, f, v = gen();
		f = v[1], f === 0 && (f = FLOAT32_SMALLEST_NORMAL), C = f, D = 0;
		do
			v = gen(), v && (D = v[1] + v[0] * D, D === 0 && (D = FLOAT32_SMALLEST_NORMAL), C = v[1] + v[0] / C, C === 0 && (C = FLOAT32_SMALLEST_NORMAL), D = 1 / D, delta = C * D, f *= delta);
		while (v && abs(delta - 1) > factor && --maxIter);
		return f;
	}
	function continuedFraction(generator, options) {
		var maxIter, opts = {}, eps;
		return arguments.length > 1 && (opts = options), eps = opts.tolerance || EPS, maxIter = opts.maxIter || MAX_ITER, opts.keep ? continuedFractionB(generator, eps, maxIter) : continuedFractionA(generator, eps, maxIter);
	}
	module.exports = continuedFraction;
})), require_lib$23 = __commonJSMin(((exports, module) => {
	var hasGeneratorSupport = require_lib$34(), generator = require_generators(), basic = require_basic();
	module.exports = hasGeneratorSupport() ? generator : basic;
})), require_upper_incomplete_gamma_fract = __commonJSMin(((exports, module) => {
	function upperIncompleteGammaFract(a1, z1) {
		var z = z1 - a1 + 1, a = a1, k = 0;
		return next;
		function next() {
			return k += 1, z += 2, [k * (a - k), z];
		}
	}
	module.exports = upperIncompleteGammaFract;
})), require_upper_gamma_fraction = __commonJSMin(((exports, module) => {
	var continuedFraction = require_lib$23(), upperIncompleteGammaFract = require_upper_incomplete_gamma_fract();
	function upperGammaFraction(a, z) {
		var f = upperIncompleteGammaFract(a, z);
		return 1 / (z - a + 1 + continuedFraction(f));
	}
	module.exports = upperGammaFraction;
})), require_igamma_final = __commonJSMin(((exports, module) => {
	var floor = require_lib$85(), gamma = require_lib$43(), abs = require_lib$96(), pow = require_lib$52(), ln = require_lib$98(), SQRT_EPSILON = require_lib$36(), FLOAT64_MAX = require_lib$48(), MAX_LN = require_lib$37(), tgammaILargeX = require_tgamma_i_large_x(), finiteGammaQ = require_finite_gamma_q(), finiteHalfGammaQ = require_finite_half_gamma_q(), fullIGammaPrefix = require_full_igamma_prefix$1(), igammaTemmeLarge = require_igamma_temme_large(), lowerGammaSeries = require_lower_gamma_series(), regularisedGammaPrefix = require_regularised_gamma_prefix(), tgammaSmallUpperPart = require_tgamma_small_upper_part(), upperGammaFraction = require_upper_gamma_fraction();
	function igammaFinal(x, a, regularized, upper) {
		var optimisedInvert, evalMethod, isHalfInt, initValue, useTemme, isSmallA, result = 0, invert = upper, isInt, sigma, res, gam, fa, g;
		switch (isSmallA = a < 30 && a <= x + 1 && x < MAX_LN, isSmallA ? (fa = floor(a), isInt = fa === a, isHalfInt = !isInt && abs(fa - a) === .5) : (isInt = !1, isHalfInt = !1), isInt && x > .6 ? (invert = !invert, evalMethod = 0) : isHalfInt && x > .2 ? (invert = !invert, evalMethod = 1) : x < SQRT_EPSILON && a > 1 ? evalMethod = 6 : x > 1e3 && (a < x || abs(a - 50) / x < 1) ? (invert = !invert, evalMethod = 7) : x < .5 ? evalMethod = -.4 / ln(x) < a ? 2 : 3 : x < 1.1 ? evalMethod = x * .75 < a ? 2 : 3 : (useTemme = !1, regularized && a > 20 && (sigma = abs((x - a) / a), a > 200 ? 20 / a > sigma * sigma && (useTemme = !0) : sigma < .4 && (useTemme = !0)), useTemme ? evalMethod = 5 : x - 1 / (3 * x) < a ? evalMethod = 2 : (evalMethod = 4, invert = !invert)), evalMethod) {
			case 0:
				result = finiteGammaQ(a, x), regularized === !1 && (result *= gamma(a));
				break;
			case 1:
				result = finiteHalfGammaQ(a, x), regularized === !1 && (result *= gamma(a));
				break;
			case 2:
				result = regularized ? regularisedGammaPrefix(a, x) : fullIGammaPrefix(a, x), result !== 0 && (initValue = 0, optimisedInvert = !1, invert && (initValue = regularized ? 1 : gamma(a), regularized || result >= 1 || FLOAT64_MAX * result > initValue ? (initValue /= result, regularized || a < 1 || FLOAT64_MAX / a > initValue ? (initValue *= -a, optimisedInvert = !0) : initValue = 0) : initValue = 0), result *= lowerGammaSeries(a, x, initValue) / a, optimisedInvert && (invert = !1, result = -result));
				break;
			case 3:
				invert = !invert, res = tgammaSmallUpperPart(a, x, invert), result = res[0], g = res[1], invert = !1, regularized && (result /= g);
				break;
			case 4:
				result = regularized ? regularisedGammaPrefix(a, x) : fullIGammaPrefix(a, x), result !== 0 && (result *= upperGammaFraction(a, x));
				break;
			case 5:
				result = igammaTemmeLarge(a, x), x >= a && (invert = !invert);
				break;
			case 6:
				result = regularized ? pow(x, a) / gamma(a + 1) : pow(x, a) / a, result *= 1 - a * x / (a + 1);
				break;
			case 7: result = regularized ? regularisedGammaPrefix(a, x) : fullIGammaPrefix(a, x), result /= x, result !== 0 && (result *= tgammaILargeX(a, x));
		}
		return regularized && result > 1 && (result = 1), invert && (gam = regularized ? 1 : gamma(a), result = gam - result), result;
	}
	module.exports = igammaFinal;
})), require_main$17 = __commonJSMin(((exports, module) => {
	var gammaln = require_lib$70(), exp = require_lib$102(), ln = require_lib$98(), SQRT_TWO_PI = require_lib$45(), MAX_LN = require_lib$37(), PINF = require_lib$100(), FLOAT64_MAX_NTH_FACTORIAL = require_lib$42(), igammaFinal = require_igamma_final(), lowerGammaSeries = require_lower_gamma_series(), upperGammaFraction = require_upper_gamma_fraction();
	function gammainc(x, a, regularized, upper) {
		var normalized, initValue, invert, result;
		return x < 0 || a <= 0 ? NaN : (normalized = regularized === void 0 || regularized, invert = upper, a >= FLOAT64_MAX_NTH_FACTORIAL && !normalized ? (invert && a * 4 < x ? (result = a * ln(x) - x, result += ln(upperGammaFraction(a, x))) : !invert && a > 4 * x ? (result = a * ln(x) - x, initValue = 0, result += ln(lowerGammaSeries(a, x, initValue) / a)) : (result = igammaFinal(x, a, !0, invert), result === 0 ? invert ? (result = 1 + 1 / (12 * a) + 1 / (288 * a * a), result = ln(result) - a + (a - .5) * ln(a), result += ln(SQRT_TWO_PI)) : (result = a * ln(x) - x, initValue = 0, result += ln(lowerGammaSeries(a, x, initValue) / a)) : result = ln(result) + gammaln(a)), result > MAX_LN ? PINF : exp(result)) : igammaFinal(x, a, normalized, invert));
	}
	module.exports = gammainc;
})), require_lib$22 = __commonJSMin(((exports, module) => {
	module.exports = require_main$17();
})), require_full_igamma_prefix = __commonJSMin(((exports, module) => {
	var exp = require_lib$102(), pow = require_lib$52(), ln = require_lib$98(), MAX_LN = require_lib$37(), MIN_LN = require_lib$32();
	function fullIGammaPrefix(a, z) {
		var prefix, alz = a * ln(z);
		return prefix = z >= 1 ? alz < MAX_LN && -z > MIN_LN ? pow(z, a) * exp(-z) : a >= 1 ? pow(z / exp(z / a), a) : exp(alz - z) : alz > MIN_LN ? pow(z, a) * exp(-z) : z / a < MAX_LN ? pow(z / exp(z / a), a) : exp(alz - z), prefix;
	}
	module.exports = fullIGammaPrefix;
})), require_regularized_gamma_prefix = __commonJSMin(((exports, module) => {
	var lanczosSumExpGScaled = require_lib$27(), gammaln = require_lib$70(), gamma = require_lib$43(), log1p = require_lib$61(), sqrt = require_lib$107(), abs = require_lib$96(), exp = require_lib$102(), pow = require_lib$52(), max = require_lib$67(), min = require_lib$65(), ln = require_lib$98(), MAX_LN = require_lib$37(), MIN_LN = require_lib$32(), G = require_lib$39(), E = require_lib$51();
	function regularizedGammaPrefix(a, z) {
		var prefix, amza, agh = a + G - .5, alz, amz, sq, d = (z - a - G + .5) / agh;
		return a < 1 ? z <= MIN_LN ? exp(a * ln(z) - z - gammaln(a)) : pow(z, a) * exp(-z) / gamma(a) : (abs(d * d * a) <= 100 && a > 150 ? (prefix = a * (log1p(d) - d) + z * (.5 - G) / agh, prefix = exp(prefix)) : (alz = a * ln(z / agh), amz = a - z, min(alz, amz) <= MIN_LN || max(alz, amz) >= MAX_LN ? (amza = amz / a, min(alz, amz) / 2 > MIN_LN && max(alz, amz) / 2 < MAX_LN ? (sq = pow(z / agh, a / 2) * exp(amz / 2), prefix = sq * sq) : min(alz, amz) / 4 > MIN_LN && max(alz, amz) / 4 < MAX_LN && z > a ? (sq = pow(z / agh, a / 4) * exp(amz / 4), prefix = sq * sq, prefix *= prefix) : prefix = amza > MIN_LN && amza < MAX_LN ? pow(z * exp(amza) / agh, a) : exp(alz + amz)) : prefix = pow(z / agh, a) * exp(amz)), prefix *= sqrt(agh / E) / lanczosSumExpGScaled(a), prefix);
	}
	module.exports = regularizedGammaPrefix;
})), require_beta_small_b_large_a_series = __commonJSMin(((exports, module) => {
	var gammaDeltaRatio = require_lib$38(), factorial = require_lib$41(), gammainc = require_lib$22(), log1p = require_lib$61(), abs = require_lib$96(), pow = require_lib$52(), ln = require_lib$98(), MIN_VALUE = require_lib$111(), EPSILON = require_lib$50(), fullIGammaPrefix = require_full_igamma_prefix(), regularizedGammaPrefix = require_regularized_gamma_prefix(), p = Array(30);
	function betaSmallBLargeASeries(a, b, x, y, s0, mult, normalized) {
		var prefix, tmp1, tnp1, sum, b2n, bm1 = b - 1, lx2, lxp, mbn, lx, t4, h, j, m, n, r, t = a + bm1 / 2, u;
		if (lx = y < .35 ? log1p(-y) : ln(x), u = -t * lx, h = regularizedGammaPrefix(b, u), h <= MIN_VALUE) return s0;
		for (normalized ? (prefix = h / gammaDeltaRatio(a, b), prefix /= pow(t, b)) : prefix = fullIGammaPrefix(b, u) / pow(t, b), prefix *= mult, p[0] = 1, j = gammainc(u, b, !0, !0), j /= h, sum = s0 + prefix * j, tnp1 = 1, lx2 = lx / 2, lx2 *= lx2, lxp = 1, t4 = 4 * t * t, b2n = b, n = 1; n < p.length; ++n) {
			for (tnp1 += 2, p[n] = 0, mbn = b - n, tmp1 = 3, m = 1; m < n; ++m) mbn = m * b - n, p[n] += mbn * p[n - m] / factorial(tmp1), tmp1 += 2;
			if (p[n] /= n, p[n] += bm1 / factorial(tnp1), j = (b2n * (b2n + 1) * j + (u + b2n + 1) * lxp) / t4, lxp *= lx2, b2n += 2, r = prefix * p[n] * j, sum += r, r > 1) {
				if (abs(r) < abs(EPSILON * sum)) break;
			} else if (abs(r / EPSILON) < abs(sum)) break;
		}
		return sum;
	}
	module.exports = betaSmallBLargeASeries;
})), require_rising_factorial_ratio = __commonJSMin(((exports, module) => {
	function risingFactorialRatio(a, b, k) {
		var result, i;
		if (k === 0) return 1;
		for (result = 1, i = 0; i < k; i++) result *= (a + i) / (b + i);
		return result;
	}
	module.exports = risingFactorialRatio;
})), require_main$16 = __commonJSMin(((exports, module) => {
	var abs = require_lib$96(), max = require_lib$67();
	function maxabs(x, y) {
		return max(abs(x), abs(y));
	}
	module.exports = maxabs;
})), require_lib$21 = __commonJSMin(((exports, module) => {
	module.exports = require_main$16();
})), require_main$15 = __commonJSMin(((exports, module) => {
	var abs = require_lib$96(), min = require_lib$65();
	function minabs(x, y) {
		return min(abs(x), abs(y));
	}
	module.exports = minabs;
})), require_lib$20 = __commonJSMin(((exports, module) => {
	module.exports = require_main$15();
})), require_ibeta_power_terms = __commonJSMin(((exports, module) => {
	var lanczosSumExpGScaled = require_lib$27(), maxabs = require_lib$21(), minabs = require_lib$20(), expm1 = require_lib$62(), log1p = require_lib$61(), sqrt = require_lib$107(), abs = require_lib$96(), exp = require_lib$102(), pow = require_lib$52(), min = require_lib$65(), ln = require_lib$98(), MAX_LN = require_lib$37(), MIN_LN = require_lib$32(), G = require_lib$39(), E = require_lib$51();
	function ibetaPowerTerms(a, b, x, y, normalized) {
		var result, smallA, ratio, agh, bgh, cgh, l1, l2, l3, p1, b1, b2, c, l;
		if (!normalized) return pow(x, a) * pow(y, b);
		if (c = a + b, agh = a + G - .5, bgh = b + G - .5, cgh = c + G - .5, result = lanczosSumExpGScaled(c), result /= lanczosSumExpGScaled(a) * lanczosSumExpGScaled(b), result *= sqrt(bgh / E), result *= sqrt(agh / cgh), l1 = (x * b - y * agh) / agh, l2 = (y * a - x * bgh) / bgh, minabs(l1, l2) < .2) {
			if (l1 * l2 > 0 || min(a, b) < 1) abs(l1) < .1 ? result *= exp(a * log1p(l1)) : result *= pow(x * cgh / agh, a), abs(l2) < .1 ? result *= exp(b * log1p(l2)) : result *= pow(y * cgh / bgh, b);
			else if (maxabs(l1, l2) < .5) smallA = a < b, ratio = b / a, smallA && ratio * l2 < .1 || !smallA && l1 / ratio > .1 ? (l3 = expm1(ratio * log1p(l2)), l3 = l1 + l3 + l3 * l1, l3 = a * log1p(l3), result *= exp(l3)) : (l3 = expm1(log1p(l1) / ratio), l3 = l2 + l3 + l3 * l2, l3 = b * log1p(l3), result *= exp(l3));
			else if (abs(l1) < abs(l2)) {
				if (l = a * log1p(l1) + b * ln(y * cgh / bgh), l <= MIN_LN || l >= MAX_LN) {
					if (l += ln(result), l >= MAX_LN) return NaN;
					result = exp(l);
				} else result *= exp(l);
			} else if (l = b * log1p(l2) + a * ln(x * cgh / agh), l <= MIN_LN || l >= MAX_LN) {
				if (l += ln(result), l >= MAX_LN) return NaN;
				result = exp(l);
			} else result *= exp(l);
		} else if (b1 = x * cgh / agh, b2 = y * cgh / bgh, l1 = a * ln(b1), l2 = b * ln(b2), l1 >= MAX_LN || l1 <= MIN_LN || l2 >= MAX_LN || l2 <= MIN_LN) {
			if (a < b) {
				if (p1 = pow(b2, b / a), l3 = a * (ln(b1) + ln(p1)), l3 < MAX_LN && l3 > MIN_LN) result *= pow(p1 * b1, a);
				else {
					if (l2 += l1 + ln(result), l2 >= MAX_LN) return NaN;
					result = exp(l2);
				}
			} else if (p1 = pow(b1, a / b), l3 = (ln(p1) + ln(b2)) * b, l3 < MAX_LN && l3 > MIN_LN) result *= pow(p1 * b2, b);
			else {
				if (l2 += l1 + ln(result), l2 >= MAX_LN) return NaN;
				result = exp(l2);
			}
		} else result *= pow(b1, a) * pow(b2, b);
		return result;
	}
	module.exports = ibetaPowerTerms;
})), require_ibeta_fraction2 = __commonJSMin(((exports, module) => {
	var continuedFraction = require_lib$23(), ibetaPowerTerms = require_ibeta_power_terms(), OPTS = {
		keep: !0,
		maxIter: 1e3
	};
	function ibetaFraction2t(a, b, x, y) {
		var m = 0;
		return next;
		function next() {
			var denom, aN = (a + m - 1) * (a + b + m - 1) * m * (b - m) * x * x, bN;
			return denom = a + 2 * m - 1, aN /= denom * denom, bN = m, bN += m * (b - m) * x / (a + 2 * m - 1), bN += (a + m) * (a * y - b * x + 1 + m * (2 - x)) / (a + 2 * m + 1), m += 1, [aN, bN];
		}
	}
	function ibetaFraction2(a, b, x, y, normalized, out) {
		var result = ibetaPowerTerms(a, b, x, y, normalized), fract, f;
		return out && (out[1] = result), result === 0 ? result : (f = ibetaFraction2t(a, b, x, y), fract = continuedFraction(f, OPTS), result / fract);
	}
	module.exports = ibetaFraction2;
})), require_lib$19 = __commonJSMin(((exports, module) => {
	module.exports = 9007199254740991;
})), require_bitwise_binary_gcd = __commonJSMin(((exports, module) => {
	function gcd(a, b) {
		var k = 0, t;
		if (a === 0) return b;
		if (b === 0) return a;
		for (; !(a & 1) && !(b & 1);) a >>>= 1, b >>>= 1, k += 1;
		for (; !(a & 1);) a >>>= 1;
		for (; b;) {
			for (; !(b & 1);) b >>>= 1;
			a > b && (t = b, b = a, a = t), b -= a;
		}
		return a << k;
	}
	module.exports = gcd;
})), require_binary_gcd = __commonJSMin(((exports, module) => {
	function gcd(a, b) {
		var k = 1, t;
		if (a === 0) return b;
		if (b === 0) return a;
		for (; a % 2 == 0 && b % 2 == 0;) a /= 2, b /= 2, k *= 2;
		for (; a % 2 == 0;) a /= 2;
		for (; b;) {
			for (; b % 2 == 0;) b /= 2;
			a > b && (t = b, b = a, a = t), b -= a;
		}
		return k * a;
	}
	module.exports = gcd;
})), require_main$14 = __commonJSMin(((exports, module) => {
	var isnan = require_lib$94(), isInteger = require_lib$58(), PINF = require_lib$100(), NINF = require_lib$101(), INT32_MAX = require_lib$47(), bitwise = require_bitwise_binary_gcd(), largeIntegers = require_binary_gcd();
	function gcd(a, b) {
		return isnan(a) || isnan(b) || a === PINF || b === PINF || a === NINF || b === NINF || !(isInteger(a) && isInteger(b)) ? NaN : (a < 0 && (a = -a), b < 0 && (b = -b), a <= INT32_MAX && b <= INT32_MAX ? bitwise(a, b) : largeIntegers(a, b));
	}
	module.exports = gcd;
})), require_lib$18 = __commonJSMin(((exports, module) => {
	module.exports = require_main$14();
})), require_main$13 = __commonJSMin(((exports, module) => {
	var MAX_SAFE_INTEGER = require_lib$19(), PINF = require_lib$100(), isInteger = require_lib$58(), isnan = require_lib$94(), isOdd = require_lib$56(), floor = require_lib$85(), gcd = require_lib$18();
	function binomcoef(n, k) {
		var res, sgn, b, c, d, g, s;
		if (isnan(n) || isnan(k) || !isInteger(n) || !isInteger(k)) return NaN;
		if (k < 0 || (sgn = 1, n < 0 && (n = -n + k - 1, isOdd(k) && (sgn *= -1)), k > n)) return 0;
		if (k === 0 || k === n) return sgn;
		if (k === 1 || k === n - 1) return sgn * n;
		for (n - k < k && (k = n - k), s = floor(MAX_SAFE_INTEGER / n), res = 1, d = 1; d <= k && !(res > s); d++) res *= n, res /= d, --n;
		return d > k ? sgn * res : (b = binomcoef(n, k - d + 1), b === PINF ? sgn * b : (c = binomcoef(k, k - d + 1), g = gcd(b, c), b /= g, c /= g, res /= c, sgn * res * b));
	}
	module.exports = binomcoef;
})), require_lib$17 = __commonJSMin(((exports, module) => {
	module.exports = require_main$13();
})), require_binomial_ccdf = __commonJSMin(((exports, module) => {
	var binomcoef = require_lib$17(), floor = require_lib$85(), pow = require_lib$52(), MIN_VALUE = require_lib$111();
	function binomialCCDF(n, k, x, y) {
		var startTerm, result = pow(x, n), start, term, i;
		if (result > MIN_VALUE) for (term = result, i = floor(n - 1); i > k; i--) term *= (i + 1) * y / ((n - i) * x), result += term;
		else if (start = floor(n * x), start <= k + 1 && (start = floor(k + 2)), result = pow(x, start) * pow(y, n - start), result *= binomcoef(floor(n), floor(start)), result === 0) for (i = start - 1; i > k; i--) result += pow(x, i) * pow(y, n - i), result *= binomcoef(floor(n), floor(i));
		else {
			for (term = result, startTerm = result, i = start - 1; i > k; i--) term *= (i + 1) * y / ((n - i) * x), result += term;
			for (term = startTerm, i = start + 1; i <= n; i++) term *= (n - i + 1) * x / (i * y), result += term;
		}
		return result;
	}
	module.exports = binomialCCDF;
})), require_ibeta_a_step = __commonJSMin(((exports, module) => {
	var ibetaPowerTerms = require_ibeta_power_terms();
	function ibetaAStep(a, b, x, y, k, normalized, out) {
		var prefix = ibetaPowerTerms(a, b, x, y, normalized), term, sum, i;
		if (out && (out[1] = prefix), prefix /= a, prefix === 0) return prefix;
		for (sum = 1, term = 1, i = 0; i < k - 1; ++i) term *= (a + b + i) * x / (a + i + 1), sum += term;
		return prefix *= sum, prefix;
	}
	module.exports = ibetaAStep;
})), require_ibeta_series = __commonJSMin(((exports, module) => {
	var lanczosSumExpGScaled = require_lib$27(), sumSeries = require_lib$33(), log1p = require_lib$61(), sqrt = require_lib$107(), exp = require_lib$102(), pow = require_lib$52(), ln = require_lib$98(), MIN_VALUE = require_lib$111(), MAX_LN = require_lib$37(), MIN_LN = require_lib$32(), G = require_lib$39(), E = require_lib$51(), opts = { maxTerms: 100 };
	function ibetaSeriesT(a, b, x, result) {
		var poch = 1 - b, n = 1;
		return next;
		function next() {
			var r = result / a;
			return a += 1, result *= poch * x / n, n += 1, poch += 1, r;
		}
	}
	function ibetaSeries(a, b, x, s0, normalized, out, y) {
		var result, agh, bgh, cgh, l1, l2, c, s;
		return normalized ? (c = a + b, agh = a + G - .5, bgh = b + G - .5, cgh = c + G - .5, result = lanczosSumExpGScaled(c) / (lanczosSumExpGScaled(a) * lanczosSumExpGScaled(b)), l1 = ln(cgh / bgh) * (b - .5), l2 = ln(x * cgh / agh) * a, l1 > MIN_LN && l1 < MAX_LN && l2 > MIN_LN && l2 < MAX_LN ? (a * b < bgh * 10 ? result *= exp((b - .5) * log1p(a / bgh)) : result *= pow(cgh / bgh, b - .5), result *= pow(x * cgh / agh, a), result *= sqrt(agh / E), out && (out[1] = result * pow(y, b))) : (result = ln(result) + l1 + l2 + (ln(agh) - 1) / 2, out && (out[1] = exp(result + b * ln(y))), result = exp(result))) : result = pow(x, a), result < MIN_VALUE ? s0 : (s = ibetaSeriesT(a, b, x, result), opts.initialValue = s0, sumSeries(s, opts));
	}
	module.exports = ibetaSeries;
})), require_assign = __commonJSMin(((exports, module) => {
	var isnan = require_lib$94(), expm1 = require_lib$62(), floor = require_lib$85(), log1p = require_lib$61(), asin = require_lib$59(), beta = require_lib$49(), sqrt = require_lib$107(), exp = require_lib$102(), pow = require_lib$52(), max = require_lib$67(), min = require_lib$65(), MAX_FLOAT64 = require_lib$48(), MIN_FLOAT64 = require_lib$111(), MAX_INT32 = require_lib$47(), HALF_PI = require_lib$46(), PI = require_lib$72(), betaSmallBLargeASeries = require_beta_small_b_large_a_series(), risingFactorialRatio = require_rising_factorial_ratio(), ibetaPowerTerms = require_ibeta_power_terms(), ibetaFraction2 = require_ibeta_fraction2(), binomialCCDF = require_binomial_ccdf(), ibetaAStep = require_ibeta_a_step(), ibetaSeries = require_ibeta_series(), ONE_OVER_PI = 1 / PI;
	function ibetaImp(x, a, b, regularized, upper, out, stride, offset) {
		var lambda, prefix, fract, bbar, div, tmp, i0, i1, k, n, p, y = 1 - x;
		if (i0 = offset, i1 = offset + stride, out[i1] = -1, isnan(x) || x < 0 || x > 1) return out[i0] = NaN, out[i1] = NaN, out;
		if (regularized) {
			if (a < 0 || b < 0) return out[i0] = NaN, out[i1] = NaN, out;
			if (a === 0) {
				if (b === 0) return out[i0] = NaN, out[i1] = NaN, out;
				if (b > 0) return out[i0] = +!upper, out;
			} else if (b === 0 && a > 0) return out[i0] = +!!upper, out;
		} else if (a <= 0 || b <= 0) return out[i0] = NaN, out[i1] = NaN, out;
		return x === 0 ? (a === 1 ? out[i1] = 1 : out[i1] = a < 1 ? MAX_FLOAT64 / 2 : MIN_FLOAT64 * 2, upper ? (out[i0] = regularized ? 1 : beta(a, b), out) : (out[i0] = 0, out)) : x === 1 ? (b === 1 ? out[i1] = 1 : out[i1] = b < 1 ? MAX_FLOAT64 / 2 : MIN_FLOAT64 * 2, upper ? out[i0] = 0 : out[i0] = regularized ? 1 : beta(a, b), out) : a === .5 && b === .5 ? (out[i1] = ONE_OVER_PI * sqrt(y * x), p = asin(sqrt(upper ? y : x)), p /= HALF_PI, regularized || (p *= PI), out[i0] = p, out) : (a === 1 && (tmp = b, b = a, a = tmp, tmp = y, y = x, x = tmp, upper = !upper), b === 1 ? a === 1 ? (out[i0] = upper ? y : x, out[i1] = 1, out) : (out[i1] = a * pow(x, a - 1), p = y < .5 ? upper ? -expm1(a * log1p(-y)) : exp(a * log1p(-y)) : upper ? -(pow(x, a) - 1) : pow(x, a), regularized || (p /= a), out[i0] = p, out) : (min(a, b) <= 1 ? (x > .5 && (tmp = b, b = a, a = tmp, tmp = y, y = x, x = tmp, upper = !upper), max(a, b) <= 1 ? a >= min(.2, b) || pow(x, a) <= .9 ? upper ? (fract = -(regularized ? 1 : beta(a, b)), upper = !1, fract = -ibetaSeries(a, b, x, fract, regularized, out, y)) : fract = ibetaSeries(a, b, x, 0, regularized, out, y) : (tmp = b, b = a, a = tmp, tmp = y, y = x, x = tmp, upper = !upper, y >= .3 ? upper ? (fract = -(regularized ? 1 : beta(a, b)), upper = !1, fract = -ibetaSeries(a, b, x, fract, regularized, out, y)) : fract = ibetaSeries(a, b, x, 0, regularized, out, y) : (prefix = regularized ? 1 : risingFactorialRatio(a + b, a, 20), fract = ibetaAStep(a, b, x, y, 20, regularized, out), upper ? (fract -= regularized ? 1 : beta(a, b), upper = !1, fract = -betaSmallBLargeASeries(a + 20, b, x, y, fract, prefix, regularized)) : fract = betaSmallBLargeASeries(a + 20, b, x, y, fract, prefix, regularized))) : b <= 1 || x < .1 && pow(b * x, a) <= .7 ? upper ? (fract = -(regularized ? 1 : beta(a, b)), upper = !1, fract = -ibetaSeries(a, b, x, fract, regularized, out, y)) : fract = ibetaSeries(a, b, x, 0, regularized, out, y) : (tmp = b, b = a, a = tmp, tmp = y, y = x, x = tmp, upper = !upper, y >= .3 ? upper ? (fract = -(regularized ? 1 : beta(a, b)), upper = !1, fract = -ibetaSeries(a, b, x, fract, regularized, out, y)) : fract = ibetaSeries(a, b, x, 0, regularized, out, y) : a >= 15 ? upper ? (fract = -(regularized ? 1 : beta(a, b)), upper = !1, fract = -betaSmallBLargeASeries(a, b, x, y, fract, 1, regularized)) : fract = betaSmallBLargeASeries(a, b, x, y, 0, 1, regularized) : (prefix = regularized ? 1 : risingFactorialRatio(a + b, a, 20), fract = ibetaAStep(a, b, x, y, 20, regularized, out), upper ? (fract -= regularized ? 1 : beta(a, b), upper = !1, fract = -betaSmallBLargeASeries(a + 20, b, x, y, fract, prefix, regularized)) : fract = betaSmallBLargeASeries(a + 20, b, x, y, fract, prefix, regularized)))) : (lambda = a < b ? a - (a + b) * x : (a + b) * y - b, lambda < 0 && (tmp = b, b = a, a = tmp, tmp = y, y = x, x = tmp, upper = !upper), b < 40 ? floor(a) === a && floor(b) === b && a < MAX_INT32 - 100 ? (k = a - 1, n = b + k, fract = binomialCCDF(n, k, x, y), regularized || (fract *= beta(a, b))) : b * x <= .7 ? upper ? (fract = -(regularized ? 1 : beta(a, b)), upper = !1, fract = -ibetaSeries(a, b, x, fract, regularized, out, y)) : fract = ibetaSeries(a, b, x, 0, regularized, out, y) : a > 15 ? (n = floor(b), n === b && --n, bbar = b - n, prefix = regularized ? 1 : risingFactorialRatio(a + bbar, bbar, n), fract = ibetaAStep(bbar, a, y, x, n, regularized), fract = betaSmallBLargeASeries(a, bbar, x, y, fract, 1, regularized), fract /= prefix) : regularized ? (n = floor(b), bbar = b - n, bbar <= 0 && (--n, bbar += 1), fract = ibetaAStep(bbar, a, y, x, n, regularized), fract += ibetaAStep(a, bbar, x, y, 20, regularized), upper && --fract, fract = betaSmallBLargeASeries(a + 20, bbar, x, y, fract, 1, regularized), upper &&= (fract = -fract, !1)) : fract = ibetaFraction2(a, b, x, y, regularized, out) : fract = ibetaFraction2(a, b, x, y, regularized, out)), out[i1] < 0 && (out[i1] = ibetaPowerTerms(a, b, x, y, !0)), div = y * x, out[i1] !== 0 && (MAX_FLOAT64 * div < out[i1] ? out[i1] = MAX_FLOAT64 / 2 : out[i1] /= div), out[i0] = upper ? (regularized ? 1 : beta(a, b)) - fract : fract, out));
	}
	module.exports = ibetaImp;
})), require_main$12 = __commonJSMin(((exports, module) => {
	var compute = require_assign();
	function kernelBetainc(x, a, b, regularized, upper) {
		return compute(x, a, b, regularized, upper, [0, 0], 1, 0);
	}
	module.exports = kernelBetainc;
})), require_lib$16 = __commonJSMin(((exports, module) => {
	var setReadOnly = require_lib$104(), main = require_main$12();
	setReadOnly(main, "assign", require_assign()), module.exports = main;
})), require_main$11 = __commonJSMin(((exports, module) => {
	var kernelBetainc = require_lib$16().assign;
	function betainc(x, a, b, regularized, upper) {
		var out = [0, 0];
		return regularized = regularized !== !1, upper = upper === !0, kernelBetainc(x, a, b, regularized, upper, out, 1, 0), out[0];
	}
	module.exports = betainc;
})), require_lib$15 = __commonJSMin(((exports, module) => {
	module.exports = require_main$11();
})), require_main$10 = __commonJSMin(((exports, module) => {
	var betainc = require_lib$15(), isnan = require_lib$94();
	function cdf(x, alpha, beta) {
		return isnan(x) || isnan(alpha) || isnan(beta) || alpha <= 0 || beta <= 0 ? NaN : x <= 0 ? 0 : x >= 1 ? 1 : betainc(x, alpha, beta);
	}
	module.exports = cdf;
})), require_factory$5 = __commonJSMin(((exports, module) => {
	var constantFunction = require_lib$103(), betainc = require_lib$15(), isnan = require_lib$94();
	function factory(alpha, beta) {
		return isnan(alpha) || isnan(beta) || alpha <= 0 || beta <= 0 ? constantFunction(NaN) : cdf;
		function cdf(x) {
			return isnan(x) ? NaN : x <= 0 ? 0 : x >= 1 ? 1 : betainc(x, alpha, beta);
		}
	}
	module.exports = factory;
})), require_lib$14 = __commonJSMin(((exports, module) => {
	var setReadOnly = require_lib$104(), main = require_main$10();
	setReadOnly(main, "factory", require_factory$5()), module.exports = main;
})), require_main$9 = __commonJSMin(((exports, module) => {
	var isNonNegativeInteger = require_lib$84(), betainc = require_lib$15(), isnan = require_lib$94(), floor = require_lib$85(), PINF = require_lib$100();
	function cdf(x, n, p) {
		return isnan(x) || isnan(n) || isnan(p) || p < 0 || p > 1 || !isNonNegativeInteger(n) || n === PINF ? NaN : x < 0 ? 0 : x >= n ? 1 : (x = floor(x + 1e-7), betainc(p, x + 1, n - x, !0, !0));
	}
	module.exports = cdf;
})), require_factory$4 = __commonJSMin(((exports, module) => {
	var isNonNegativeInteger = require_lib$84(), constantFunction = require_lib$103(), betainc = require_lib$15(), isnan = require_lib$94(), floor = require_lib$85(), PINF = require_lib$100();
	function factory(n, p) {
		return isnan(n) || isnan(p) || p < 0 || p > 1 || !isNonNegativeInteger(n) || n === PINF ? constantFunction(NaN) : cdf;
		function cdf(x) {
			return isnan(x) ? NaN : x < 0 ? 0 : x >= n ? 1 : (x = floor(x + 1e-7), betainc(p, x + 1, n - x, !0, !0));
		}
	}
	module.exports = factory;
})), require_lib$13 = __commonJSMin(((exports, module) => {
	var setReadOnly = require_lib$104(), main = require_main$9();
	setReadOnly(main, "factory", require_factory$4()), module.exports = main;
})), require_main$8 = __commonJSMin(((exports, module) => {
	var gammainc = require_lib$22(), isnan = require_lib$94(), PINF = require_lib$100();
	function cdf(x, alpha, beta) {
		return isnan(x) || isnan(alpha) || isnan(beta) || alpha < 0 || beta <= 0 ? NaN : alpha === 0 ? x < 0 ? 0 : 1 : x <= 0 ? 0 : x === PINF ? 1 : gammainc(x * beta, alpha);
	}
	module.exports = cdf;
})), require_factory$3 = __commonJSMin(((exports, module) => {
	var constantFunction = require_lib$103(), degenerate = require_lib$112().factory, gammainc = require_lib$22(), isnan = require_lib$94(), PINF = require_lib$100();
	function factory(alpha, beta) {
		return isnan(alpha) || isnan(beta) || alpha < 0 || beta <= 0 ? constantFunction(NaN) : alpha === 0 ? degenerate(0) : cdf;
		function cdf(x) {
			return x <= 0 ? 0 : x === PINF ? 1 : gammainc(x * beta, alpha);
		}
	}
	module.exports = factory;
})), require_lib$12 = __commonJSMin(((exports, module) => {
	var setReadOnly = require_lib$104(), main = require_main$8();
	setReadOnly(main, "factory", require_factory$3()), module.exports = main;
})), require_main$7 = __commonJSMin(((exports, module) => {
	var gammaCDF = require_lib$12();
	function cdf(x, k) {
		return gammaCDF(x, k / 2, .5);
	}
	module.exports = cdf;
})), require_factory$2 = __commonJSMin(((exports, module) => {
	var gammaFactory = require_lib$12().factory;
	function factory(k) {
		return gammaFactory(k / 2, .5);
	}
	module.exports = factory;
})), require_lib$11 = __commonJSMin(((exports, module) => {
	var setReadOnly = require_lib$104(), main = require_main$7();
	setReadOnly(main, "factory", require_factory$2()), module.exports = main;
})), require_main$6 = __commonJSMin(((exports, module) => {
	var betainc = require_lib$15(), isnan = require_lib$94(), pow = require_lib$52();
	function cdf(x, v) {
		var x2, p, z;
		return isnan(x) || isnan(v) || v <= 0 ? NaN : x === 0 ? .5 : (x2 = pow(x, 2), v > 2 * x2 ? (z = x2 / (v + x2), p = betainc(z, .5, v / 2, !0, !0) / 2) : (z = v / (v + x2), p = betainc(z, v / 2, .5, !0, !1) / 2), x > 0 ? 1 - p : p);
	}
	module.exports = cdf;
})), require_factory$1 = __commonJSMin(((exports, module) => {
	var constantFunction = require_lib$103(), betainc = require_lib$15(), isnan = require_lib$94(), pow = require_lib$52();
	function factory(v) {
		return isnan(v) || v <= 0 ? constantFunction(NaN) : cdf;
		function cdf(x) {
			var x2, p, z;
			return isnan(x) ? NaN : x === 0 ? .5 : (x2 = pow(x, 2), v > 2 * x2 ? (z = x2 / (v + x2), p = betainc(z, .5, v / 2, !0, !0) / 2) : (z = v / (v + x2), p = betainc(z, v / 2, .5, !0, !1) / 2), x > 0 ? 1 - p : p);
		}
	}
	module.exports = factory;
})), require_lib$10 = __commonJSMin(((exports, module) => {
	var setReadOnly = require_lib$104(), main = require_main$6();
	setReadOnly(main, "factory", require_factory$1()), module.exports = main;
})), require_rational_p1q1 = __commonJSMin(((exports, module) => {
	function evalrational(x) {
		var ax, s1, s2;
		return x === 0 ? -.0005087819496582806 : (ax = x < 0 ? -x : x, ax <= 1 ? (s1 = -.0005087819496582806 + x * (-.008368748197417368 + x * (.03348066254097446 + x * (-.012692614766297404 + x * (-.03656379714117627 + x * (.02198786811111689 + x * (.008226878746769157 + x * (-.005387729650712429 + x * (0 + x * 0)))))))), s2 = 1 + x * (-.9700050433032906 + x * (-1.5657455823417585 + x * (1.5622155839842302 + x * (.662328840472003 + x * (-.7122890234154284 + x * (-.05273963823400997 + x * (.07952836873415717 + x * (-.0023339375937419 + x * .0008862163904564247))))))))) : (x = 1 / x, s1 = 0 + x * (0 + x * (-.005387729650712429 + x * (.008226878746769157 + x * (.02198786811111689 + x * (-.03656379714117627 + x * (-.012692614766297404 + x * (.03348066254097446 + x * (-.008368748197417368 + x * -.0005087819496582806)))))))), s2 = .0008862163904564247 + x * (-.0023339375937419 + x * (.07952836873415717 + x * (-.05273963823400997 + x * (-.7122890234154284 + x * (.662328840472003 + x * (1.5622155839842302 + x * (-1.5657455823417585 + x * (-.9700050433032906 + x * 1))))))))), s1 / s2);
	}
	module.exports = evalrational;
})), require_rational_p2q2 = __commonJSMin(((exports, module) => {
	function evalrational(x) {
		var ax, s1, s2;
		return x === 0 ? -.20243350835593876 : (ax = x < 0 ? -x : x, ax <= 1 ? (s1 = -.20243350835593876 + x * (.10526468069939171 + x * (8.3705032834312 + x * (17.644729840837403 + x * (-18.851064805871424 + x * (-44.6382324441787 + x * (17.445385985570866 + x * (21.12946554483405 + x * -3.6719225470772936))))))), s2 = 1 + x * (6.242641248542475 + x * (3.971343795334387 + x * (-28.66081804998 + x * (-20.14326346804852 + x * (48.560921310873994 + x * (10.826866735546016 + x * (-22.643693341313973 + x * 1.7211476576120028)))))))) : (x = 1 / x, s1 = -3.6719225470772936 + x * (21.12946554483405 + x * (17.445385985570866 + x * (-44.6382324441787 + x * (-18.851064805871424 + x * (17.644729840837403 + x * (8.3705032834312 + x * (.10526468069939171 + x * -.20243350835593876))))))), s2 = 1.7211476576120028 + x * (-22.643693341313973 + x * (10.826866735546016 + x * (48.560921310873994 + x * (-20.14326346804852 + x * (-28.66081804998 + x * (3.971343795334387 + x * (6.242641248542475 + x * 1)))))))), s1 / s2);
	}
	module.exports = evalrational;
})), require_rational_p3q3 = __commonJSMin(((exports, module) => {
	function evalrational(x) {
		var ax, s1, s2;
		return x === 0 ? -.1311027816799519 : (ax = x < 0 ? -x : x, ax <= 1 ? (s1 = -.1311027816799519 + x * (-.16379404719331705 + x * (.11703015634199525 + x * (.38707973897260434 + x * (.3377855389120359 + x * (.14286953440815717 + x * (.029015791000532906 + x * (.0021455899538880526 + x * (-6.794655751811263e-7 + x * (2.8522533178221704e-8 + x * -681149956853777e-24))))))))), s2 = 1 + x * (3.4662540724256723 + x * (5.381683457070069 + x * (4.778465929458438 + x * (2.5930192162362027 + x * (.848854343457902 + x * (.15226433829533179 + x * (.011059242293464892 + x * (0 + x * (0 + x * 0)))))))))) : (x = 1 / x, s1 = -681149956853777e-24 + x * (2.8522533178221704e-8 + x * (-6.794655751811263e-7 + x * (.0021455899538880526 + x * (.029015791000532906 + x * (.14286953440815717 + x * (.3377855389120359 + x * (.38707973897260434 + x * (.11703015634199525 + x * (-.16379404719331705 + x * -.1311027816799519))))))))), s2 = 0 + x * (0 + x * (0 + x * (.011059242293464892 + x * (.15226433829533179 + x * (.848854343457902 + x * (2.5930192162362027 + x * (4.778465929458438 + x * (5.381683457070069 + x * (3.4662540724256723 + x * 1)))))))))), s1 / s2);
	}
	module.exports = evalrational;
})), require_rational_p4q4 = __commonJSMin(((exports, module) => {
	function evalrational(x) {
		var ax, s1, s2;
		return x === 0 ? -.0350353787183178 : (ax = x < 0 ? -x : x, ax <= 1 ? (s1 = -.0350353787183178 + x * (-.0022242652921344794 + x * (.018557330651423107 + x * (.009508047013259196 + x * (.0018712349281955923 + x * (.00015754461742496055 + x * (460469890584318e-20 + x * (-2304047769118826e-25 + x * 26633922742578204e-28))))))), s2 = 1 + x * (1.3653349817554064 + x * (.7620591645536234 + x * (.22009110576413124 + x * (.03415891436709477 + x * (.00263861676657016 + x * (7646752923027944e-20 + x * (0 + x * 0)))))))) : (x = 1 / x, s1 = 26633922742578204e-28 + x * (-2304047769118826e-25 + x * (460469890584318e-20 + x * (.00015754461742496055 + x * (.0018712349281955923 + x * (.009508047013259196 + x * (.018557330651423107 + x * (-.0022242652921344794 + x * -.0350353787183178))))))), s2 = 0 + x * (0 + x * (7646752923027944e-20 + x * (.00263861676657016 + x * (.03415891436709477 + x * (.22009110576413124 + x * (.7620591645536234 + x * (1.3653349817554064 + x * 1)))))))), s1 / s2);
	}
	module.exports = evalrational;
})), require_rational_p5q5 = __commonJSMin(((exports, module) => {
	function evalrational(x) {
		var ax, s1, s2;
		return x === 0 ? -.016743100507663373 : (ax = x < 0 ? -x : x, ax <= 1 ? (s1 = -.016743100507663373 + x * (-.0011295143874558028 + x * (.001056288621524929 + x * (.00020938631748758808 + x * (14962478375834237e-21 + x * (4.4969678992770644e-7 + x * (4.625961635228786e-9 + x * (-2811287356288318e-29 + x * 9905570997331033e-32))))))), s2 = 1 + x * (.5914293448864175 + x * (.1381518657490833 + x * (.016074608709367652 + x * (.0009640118070051656 + x * (27533547476472603e-21 + x * (2.82243172016108e-7 + x * (0 + x * 0)))))))) : (x = 1 / x, s1 = 9905570997331033e-32 + x * (-2811287356288318e-29 + x * (4.625961635228786e-9 + x * (4.4969678992770644e-7 + x * (14962478375834237e-21 + x * (.00020938631748758808 + x * (.001056288621524929 + x * (-.0011295143874558028 + x * -.016743100507663373))))))), s2 = 0 + x * (0 + x * (2.82243172016108e-7 + x * (27533547476472603e-21 + x * (.0009640118070051656 + x * (.016074608709367652 + x * (.1381518657490833 + x * (.5914293448864175 + x * 1)))))))), s1 / s2);
	}
	module.exports = evalrational;
})), require_main$5 = __commonJSMin(((exports, module) => {
	var isnan = require_lib$94(), sqrt = require_lib$107(), ln = require_lib$98(), PINF = require_lib$100(), NINF = require_lib$101(), rationalFcnR1 = require_rational_p1q1(), rationalFcnR2 = require_rational_p2q2(), rationalFcnR3 = require_rational_p3q3(), rationalFcnR4 = require_rational_p4q4(), rationalFcnR5 = require_rational_p5q5(), Y1 = .08913147449493408, Y2 = 2.249481201171875, Y3 = .807220458984375, Y4 = .9399557113647461, Y5 = .9836282730102539;
	function erfcinv(x) {
		var sign, qs, q, g, r;
		return isnan(x) ? NaN : x === 0 ? PINF : x === 2 ? NINF : x === 1 ? 0 : x > 2 || x < 0 ? NaN : (x > 1 ? (sign = -1, q = 2 - x) : (sign = 1, q = x), x = 1 - q, x <= .5 ? (g = x * (x + 10), r = rationalFcnR1(x), sign * (g * Y1 + g * r)) : q >= .25 ? (g = sqrt(-2 * ln(q)), q -= .25, r = rationalFcnR2(q), sign * (g / (Y2 + r))) : (q = sqrt(-ln(q)), q < 3 ? (qs = q - 1.125, r = rationalFcnR3(qs), sign * (Y3 * q + r * q)) : q < 6 ? (qs = q - 3, r = rationalFcnR4(qs), sign * (Y4 * q + r * q)) : (qs = q - 6, r = rationalFcnR5(qs), sign * (Y5 * q + r * q))));
	}
	module.exports = erfcinv;
})), require_lib$9 = __commonJSMin(((exports, module) => {
	module.exports = require_main$5();
})), require_main$4 = __commonJSMin(((exports, module) => {
	var isnan = require_lib$94(), asin = require_lib$59(), sqrt = require_lib$107(), PIO4 = require_lib$60(), MOREBITS = 6123233995736766e-32;
	function acos(x) {
		var z;
		return isnan(x) || x < -1 || x > 1 ? NaN : x > .5 ? 2 * asin(sqrt(.5 - .5 * x)) : (z = PIO4 - asin(x), z += MOREBITS, z += PIO4, z);
	}
	module.exports = acos;
})), require_lib$8 = __commonJSMin(((exports, module) => {
	module.exports = require_main$4();
})), require_lib$7 = __commonJSMin(((exports, module) => {
	module.exports = 1.4142135623730951;
})), require_polyval_co14 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? .16666666666666666 : .16666666666666666 + x * .16666666666666666;
	}
	module.exports = evalpoly;
})), require_polyval_co15 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? .058333333333333334 : .058333333333333334 + x * (.06666666666666667 + x * .008333333333333333);
	}
	module.exports = evalpoly;
})), require_polyval_co16 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? .0251984126984127 : .0251984126984127 + x * (.026785714285714284 + x * (.0017857142857142857 + x * .0001984126984126984));
	}
	module.exports = evalpoly;
})), require_polyval_co17 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? .012039792768959435 : .012039792768959435 + x * (.010559964726631394 + x * (-.0011078042328042327 + x * (.0003747795414462081 + x * 27557319223985893e-22)));
	}
	module.exports = evalpoly;
})), require_polyval_co18 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? .003837005972422639 : .003837005972422639 + x * (.00610392115600449 + x * (-.0016095979637646305 + x * (.0005945867404200738 + x * (-6270542728876062e-20 + x * 2.505210838544172e-8))));
	}
	module.exports = evalpoly;
})), require_polyval_co19 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? .0032177478835464946 : .0032177478835464946 + x * (.0010898206731540065 + x * (-.0012579159844784845 + x * (.0006908420797309686 + x * (-.00016376804137220805 + x * (154012654012654e-19 + x * 16059043836821613e-26)))));
	}
	module.exports = evalpoly;
})), require_polyval_co20 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? .001743826229834001 : .001743826229834001 + x * (3353097688001788e-20 + x * (-.0007624513544032393 + x * (.0006451304695145635 + x * (-.000249472580470431 + x * (49255746366361444e-21 + x * (-39851014346715405e-22 + x * 7647163731819816e-28))))));
	}
	module.exports = evalpoly;
})), require_polyval_co21 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? .0009647274732138864 : .0009647274732138864 + x * (-.0003110108632631878 + x * (-.00036307660358786886 + x * (.0005140660578834113 + x * (-.00029133414466938067 + x * (9086710793521991e-20 + x * (-15303004486655377e-21 + x * (10914179173496788e-22 + x * 28114572543455206e-31)))))));
	}
	module.exports = evalpoly;
})), require_polyval_co22 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? .0005422926281312969 : .0005422926281312969 + x * (-.0003694266780000966 + x * (-.00010230378073700413 + x * (.00035764655430568635 + x * (-.00028690924218514614 + x * (.00012645437628698076 + x * (-33202652391372056e-21 + x * (4890304529197534e-21 + x * (-3.123956959982987e-7 + x * 822063524662433e-32))))))));
	}
	module.exports = evalpoly;
})), require_inverse_students_t_body_series = __commonJSMin(((exports, module) => {
	var gammaDeltaRatio = require_lib$38(), evalpoly = require_lib$30(), sqrt = require_lib$107(), PI = require_lib$72(), polyval1 = require_polyval_co14(), polyval2 = require_polyval_co15(), polyval3 = require_polyval_co16(), polyval4 = require_polyval_co17(), polyval5 = require_polyval_co18(), polyval6 = require_polyval_co19(), polyval7 = require_polyval_co20(), polyval8 = require_polyval_co21(), polyval9 = require_polyval_co22(), c0 = 0, c = [
		1,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0
	];
	function inverseStudentsTBodySeries(df, u) {
		var idf, v = gammaDeltaRatio(df / 2, .5) * sqrt(df * PI) * (u - .5);
		return idf = 1 / df, c[1] = polyval1(idf), c[2] = polyval2(idf), c[3] = polyval3(idf), c[4] = polyval4(idf), c[5] = polyval5(idf), c[6] = polyval6(idf), c[7] = polyval7(idf), c[8] = polyval8(idf), c[9] = polyval9(idf), c0 + v * evalpoly(c, v * v);
	}
	module.exports = inverseStudentsTBodySeries;
})), require_inverse_students_t_tail_series = __commonJSMin(((exports, module) => {
	var gammaDeltaRatio = require_lib$38(), evalpoly = require_lib$30(), sqrt = require_lib$107(), pow = require_lib$52(), PI = require_lib$72(), d = [
		0,
		0,
		0,
		0,
		0,
		0,
		0
	];
	function inverseStudentsTTailSeries(df, v) {
		var result, power, div, np2, np4, np6, rn, w = gammaDeltaRatio(df / 2, .5) * sqrt(df * PI) * v;
		return np2 = df + 2, np4 = df + 4, np6 = df + 6, d[0] = 1, d[1] = -(df + 1) / (2 * np2), np2 *= df + 2, d[2] = -df * (df + 1) * (df + 3) / (8 * np2 * np4), np2 *= df + 2, d[3] = -df * (df + 1) * (df + 5) * ((3 * df + 7) * df - 2) / (48 * np2 * np4 * np6), np2 *= df + 2, np4 *= df + 4, d[4] = -df * (df + 1) * (df + 7) * (((((15 * df + 154) * df + 465) * df + 286) * df - 336) * df + 64) / (384 * np2 * np4 * np6 * (df + 8)), np2 *= df + 2, d[5] = -df * (df + 1) * (df + 3) * (df + 9) * ((((((35 * df + 452) * df + 1573) * df + 600) * df - 2020) * df + 928) * df - 128) / (1280 * np2 * np4 * np6 * (df + 8) * (df + 10)), np2 *= df + 2, np4 *= df + 4, np6 *= df + 6, d[6] = -df * (df + 1) * (df + 11) * (((((((((((945 * df + 31506) * df + 425858) * df + 2980236) * df + 11266745) * df + 20675018) * df + 7747124) * df - 22574632) * df - 8565600) * df + 18108416) * df - 7099392) * df + 884736) / (46080 * np2 * np4 * np6 * (df + 8) * (df + 10) * (df + 12)), rn = sqrt(df), div = pow(rn * w, 1 / df), power = div * div, result = evalpoly(d, power), result *= rn, result /= div, -result;
	}
	module.exports = inverseStudentsTTailSeries;
})), require_inverse_students_t_hill = __commonJSMin(((exports, module) => {
	var erfcinv = require_lib$9(), expm1 = require_lib$62(), sqrt = require_lib$107(), pow = require_lib$52(), HALF_PI = require_lib$46(), SQRT2 = require_lib$7();
	function inverseStudentsTHill(ndf, u) {
		var a, b, c, d, q, x, y;
		return ndf > 0x56bc75e2d63100000 ? -erfcinv(2 * u) * SQRT2 : (a = 1 / (ndf - .5), b = 48 / (a * a), c = ((20700 * a / b - 98) * a - 16) * a + 96.36, d = ((94.5 / (b + c) - 3) / b + 1) * sqrt(a * HALF_PI) * ndf, y = pow(d * 2 * u, 2 / ndf), y > .05 + a ? (x = -erfcinv(2 * u) * SQRT2, y = x * x, ndf < 5 && (c += .3 * (ndf - 4.5) * (x + .6)), c += (((.05 * d * x - 5) * x - 7) * x - 2) * x + b, y = (((((.4 * y + 6.3) * y + 36) * y + 94.5) / c - y - 3) / b + 1) * x, y = expm1(a * y * y)) : y = ((1 / (((ndf + 6) / (ndf * y) - .089 * d - .822) * (ndf + 2) * 3) + .5 / (ndf + 4)) * y - 1) * (ndf + 1) / (ndf + 2) + 1 / y, q = sqrt(ndf * y), -q);
	}
	module.exports = inverseStudentsTHill;
})), require_inverse_students_t = __commonJSMin(((exports, module) => {
	var erfcinv = require_lib$9(), floor = require_lib$85(), ldexp = require_lib$89(), round = require_lib$76(), acos = require_lib$8(), sqrt = require_lib$107(), abs = require_lib$96(), cos = require_lib$74(), pow = require_lib$52(), sin = require_lib$73(), SQRT2 = require_lib$7(), PI = require_lib$72(), inverseStudentsTBodySeries = require_inverse_students_t_body_series(), inverseStudentsTTailSeries = require_inverse_students_t_tail_series(), inverseStudentsTHill = require_inverse_students_t_hill(), DF_THRESHOLD = 268435456, ONE_THIRD = 1 / 3, EXP = 106 / 3, C = .8549879733383485;
	function inverseStudentsT(df, u, v) {
		var crossover, tolerance, rootAlpha, invert, result = 0, alpha, tmp, p0, p2, p4, p5, p, r, x, a, b;
		if (u > v ? (tmp = v, v = u, u = tmp, invert = !0) : invert = !1, floor(df) === df && df < 20) switch (tolerance = ldexp(1, EXP), floor(df)) {
			case 1:
				result = u === .5 ? 0 : -cos(PI * u) / sin(PI * u);
				break;
			case 2:
				result = (2 * u - 1) / sqrt(2 * u * v);
				break;
			case 4:
				alpha = 4 * u * v, rootAlpha = sqrt(alpha), r = 4 * cos(acos(rootAlpha) / 3) / rootAlpha, x = sqrt(r - 4), result = u - .5 < 0 ? -x : x;
				break;
			case 6:
				if (u < 1e-150) return (invert ? -1 : 1) * inverseStudentsTHill(df, u);
				a = 4 * (u - u * u), b = pow(a, ONE_THIRD), p = 6 * (1 + C * (1 / b - 1));
				do
					p2 = p * p, p4 = p2 * p2, p5 = p * p4, p0 = p, p = 2 * (8 * a * p5 - 270 * p2 + 2187) / (5 * (4 * a * p4 - 216 * p - 243));
				while (abs((p - p0) / p) > tolerance);
				p = sqrt(p - df), result = u - .5 < 0 ? -p : p;
				break;
			default: df > DF_THRESHOLD ? result = erfcinv(2 * u) * SQRT2 : df < 3 ? (crossover = .2742 - df * .0242143, result = u > crossover ? inverseStudentsTBodySeries(df, u) : inverseStudentsTTailSeries(df, u)) : (crossover = ldexp(1, round(df / -.654)), result = u > crossover ? inverseStudentsTHill(df, u) : inverseStudentsTTailSeries(df, u));
		}
		else df > DF_THRESHOLD ? result = -erfcinv(2 * u) * SQRT2 : df < 3 ? (crossover = .2742 - df * .0242143, result = u > crossover ? inverseStudentsTBodySeries(df, u) : inverseStudentsTTailSeries(df, u)) : (crossover = ldexp(1, round(df / -.654)), result = u > crossover ? inverseStudentsTHill(df, u) : inverseStudentsTTailSeries(df, u));
		return invert ? -result : result;
	}
	module.exports = inverseStudentsT;
})), require_find_ibeta_inv_from_t_dist = __commonJSMin(((exports, module) => {
	var inverseStudentsT = require_inverse_students_t();
	function findIBetaInvFromTDist(a, p, py) {
		var df, u = p / 2, v = 1 - u, t;
		return df = a * 2, t = inverseStudentsT(df, u, v), py && (py.value = t * t / (df + t * t)), df / (df + t * t);
	}
	module.exports = findIBetaInvFromTDist;
})), require_temme1 = __commonJSMin(((exports, module) => {
	var evalpoly = require_lib$30(), erfcinv = require_lib$9(), sqrt = require_lib$107(), exp = require_lib$102(), SQRT2 = require_lib$7(), workspace = [
		0,
		0,
		0,
		0,
		0,
		0,
		0
	], terms = [
		0,
		0,
		0,
		0
	];
	function temme1(a, b, z) {
		var eta0 = erfcinv(2 * z), eta2, eta, B2, B3, B, c;
		return eta0 /= -sqrt(a / 2), terms[0] = eta0, B = b - a, B2 = B * B, B3 = B2 * B, workspace[0] = -B * SQRT2 / 2, workspace[1] = (1 - 2 * B) / 8, workspace[2] = -(B * SQRT2 / 48), workspace[3] = -1 / 192, workspace[4] = -B * SQRT2 / 3840, workspace[5] = 0, workspace[6] = 0, terms[1] = evalpoly(workspace, eta0), workspace[0] = B * SQRT2 * (3 * B - 2) / 12, workspace[1] = (20 * B2 - 12 * B + 1) / 128, workspace[2] = B * SQRT2 * (20 * B - 1) / 960, workspace[3] = (16 * B2 + 30 * B - 15) / 4608, workspace[4] = B * SQRT2 * (21 * B + 32) / 53760, workspace[5] = (-(32 * B2) + 63) / 368640, workspace[6] = -B * SQRT2 * (120 * B + 17) / 25804480, terms[2] = evalpoly(workspace, eta0), workspace[0] = B * SQRT2 * (-75 * B2 + 80 * B - 16) / 480, workspace[1] = (-1080 * B3 + 868 * B2 - 90 * B - 45) / 9216, workspace[2] = B * SQRT2 * (-1190 * B2 + 84 * B + 373) / 53760, workspace[3] = (-2240 * B3 - 2508 * B2 + 2100 * B - 165) / 368640, workspace[4] = 0, workspace[5] = 0, workspace[6] = 0, terms[3] = evalpoly(workspace, eta0), eta = evalpoly(terms, 1 / a), eta2 = eta * eta, c = -exp(-eta2 / 2), eta2 === 0 ? .5 : (1 + eta * sqrt((1 + c) / eta2)) / 2;
	}
	module.exports = temme1;
})), require_root_finder = __commonJSMin(((exports, module) => {
	var ln = require_lib$98(), BIG = require_lib$48() / 4;
	function temmeRootFinder(t, a) {
		return roots;
		function roots(x) {
			var f1, f, y = 1 - x;
			return y === 0 || x === 0 ? [-BIG, -BIG] : (f = ln(x) + a * ln(y) + t, f1 = 1 / x - a / y, [f, f1]);
		}
	}
	module.exports = temmeRootFinder;
})), require_main$3 = __commonJSMin(((exports, module) => {
	var isnan = require_lib$94();
	function signum(x) {
		return x === 0 || isnan(x) ? x : x < 0 ? -1 : 1;
	}
	module.exports = signum;
})), require_lib$6 = __commonJSMin(((exports, module) => {
	module.exports = require_main$3();
})), require_newton_raphson = __commonJSMin(((exports, module) => {
	var sign = require_lib$6(), abs = require_lib$96(), ldexp = require_lib$89(), MAX_VALUE = require_lib$48();
	function newtonRaphsonIterate(fun, guess, min, max, digits, maxIter) {
		var f0last, delta1, delta2, factor, result, count, delta, res, f0 = 0, f1;
		f0last = 0, result = guess, factor = ldexp(1, 1 - digits), delta = MAX_VALUE, delta1 = MAX_VALUE, delta2 = MAX_VALUE, count = maxIter;
		do {
			if (f0last = f0, delta2 = delta1, delta1 = delta, res = fun(result), f0 = res[0], f1 = res[1], --count, f0 === 0) break;
			if (f1 === 0 ? (f0last === 0 && (guess = result === min ? max : min, f0last = fun(guess), delta = guess - result), delta = sign(f0last) * sign(f0) < 0 ? delta < 0 ? (result - min) / 2 : (result - max) / 2 : delta < 0 ? (result - max) / 2 : (result - min) / 2) : delta = f0 / f1, abs(delta * 2) > abs(delta2) && (delta = delta > 0 ? (result - min) / 2 : (result - max) / 2), guess = result, result -= delta, result <= min) {
				if (delta = .5 * (guess - min), result = guess - delta, result === min || result === max) break;
			} else if (result >= max && (delta = .5 * (guess - max), result = guess - delta, result === min || result === max)) break;
			delta > 0 ? max = guess : min = guess;
		} while (count && abs(result * factor) < abs(delta));
		return result;
	}
	module.exports = newtonRaphsonIterate;
})), require_polyval_co1 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? -1 : -1 + x * (-5 + x * 5);
	}
	module.exports = evalpoly;
})), require_polyval_co2 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? 1 : 1 + x * (21 + x * (-69 + x * 46));
	}
	module.exports = evalpoly;
})), require_polyval_co3 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? 7 : 7 + x * (-2 + x * (33 + x * (-62 + x * 31)));
	}
	module.exports = evalpoly;
})), require_polyval_co4 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? 25 : 25 + x * (-52 + x * (-17 + x * (88 + x * (-115 + x * 46))));
	}
	module.exports = evalpoly;
})), require_polyval_co5 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? 7 : 7 + x * (12 + x * (-78 + x * 52));
	}
	module.exports = evalpoly;
})), require_polyval_co6 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? -7 : -7 + x * (2 + x * (183 + x * (-370 + x * 185)));
	}
	module.exports = evalpoly;
})), require_polyval_co7 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? -533 : -533 + x * (776 + x * (-1835 + x * (10240 + x * (-13525 + x * 5410))));
	}
	module.exports = evalpoly;
})), require_polyval_co8 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? -1579 : -1579 + x * (3747 + x * (-3372 + x * (-15821 + x * (45588 + x * (-45213 + x * 15071)))));
	}
	module.exports = evalpoly;
})), require_polyval_co9 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? 449 : 449 + x * (-1259 + x * (-769 + x * (6686 + x * (-9260 + x * 3704))));
	}
	module.exports = evalpoly;
})), require_polyval_co10 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? 63149 : 63149 + x * (-151557 + x * (140052 + x * (-727469 + x * (2239932 + x * (-2251437 + x * 750479)))));
	}
	module.exports = evalpoly;
})), require_polyval_co11 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? 29233 : 29233 + x * (-78755 + x * (105222 + x * (146879 + x * (-1602610 + x * (3195183 + x * (-2554139 + x * 729754))))));
	}
	module.exports = evalpoly;
})), require_polyval_co12 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? 1 : 1 + x * (-13 + x * 13);
	}
	module.exports = evalpoly;
})), require_polyval_co13 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? 1 : 1 + x * (21 + x * (-69 + x * 46));
	}
	module.exports = evalpoly;
})), require_temme2 = __commonJSMin(((exports, module) => {
	var evalpoly = require_lib$30(), erfcinv = require_lib$9(), abs = require_lib$96(), exp = require_lib$102(), ln = require_lib$98(), sqrt = require_lib$107(), sin = require_lib$73(), cos = require_lib$74(), temmeRootFinder = require_root_finder(), newtonRaphsonIterate = require_newton_raphson(), polyval1 = require_polyval_co1(), polyval2 = require_polyval_co2(), polyval3 = require_polyval_co3(), polyval4 = require_polyval_co4(), polyval5 = require_polyval_co5(), polyval6 = require_polyval_co6(), polyval7 = require_polyval_co7(), polyval8 = require_polyval_co8(), polyval9 = require_polyval_co9(), polyval10 = require_polyval_co10(), polyval11 = require_polyval_co11(), polyval12 = require_polyval_co12(), polyval13 = require_polyval_co13(), workspace = [
		0,
		0,
		0,
		0,
		0,
		0
	], terms = [
		0,
		0,
		0,
		0
	];
	function temme2(z, r, theta) {
		var upper, lower, alpha, roots, eta0 = erfcinv(2 * z) / -sqrt(r / 2), eta, sc7, sc6, sc5, sc4, sc3, sc2, sc, lu, s2, c2, c, s = sin(theta), u, x;
		return c = cos(theta), terms[0] = eta0, s2 = s * s, c2 = c * c, sc = s * c, sc2 = sc * sc, sc3 = sc2 * sc, sc4 = sc2 * sc2, sc5 = sc2 * sc3, sc6 = sc3 * sc3, sc7 = sc4 * sc3, workspace[0] = (2 * s2 - 1) / (3 * sc), workspace[1] = -polyval1(s2) / (36 * sc2), workspace[2] = polyval2(s2) / (1620 * sc3), workspace[3] = polyval3(s2) / (6480 * sc4), workspace[4] = polyval4(s2) / (90720 * sc5), workspace[5] = 0, terms[1] = evalpoly(workspace, eta0), workspace[0] = -polyval5(s2) / (405 * sc3), workspace[1] = polyval6(s2) / (2592 * sc4), workspace[2] = -polyval7(s2) / (204120 * sc5), workspace[3] = -polyval8(s2) / (2099520 * sc6), workspace[4] = 0, workspace[5] = 0, terms[2] = evalpoly(workspace, eta0), workspace[0] = polyval9(s2) / (102060 * sc5), workspace[1] = -polyval10(s2) / (20995200 * sc6), workspace[2] = polyval11(s2) / (36741600 * sc7), workspace[3] = 0, workspace[4] = 0, workspace[5] = 0, terms[3] = evalpoly(workspace, eta0), eta = evalpoly(terms, 1 / r), alpha = c / s, alpha *= alpha, lu = -(eta * eta) / (2 * s2) + ln(s2) + c2 * ln(c2) / s2, abs(eta) < .7 ? (workspace[0] = s2, workspace[1] = sc, workspace[2] = (1 - 2 * s2) / 3, workspace[3] = polyval12(s2) / (36 * sc), workspace[4] = polyval13(s2) / (270 * sc2), workspace[5] = 0, x = evalpoly(workspace, eta)) : (u = exp(lu), workspace[0] = u, workspace[1] = alpha, workspace[2] = 0, workspace[3] = 3 * alpha * (3 * alpha + 1) / 6, workspace[4] = 4 * alpha * (4 * alpha + 1) * (4 * alpha + 2) / 24, workspace[5] = 5 * alpha * (5 * alpha + 1) * (5 * alpha + 2) * (5 * alpha + 3) / 120, x = evalpoly(workspace, u), (x - s2) * eta < 0 && (x = 1 - x)), eta < 0 ? (lower = 0, upper = s2) : (lower = s2, upper = 1), (x < lower || x > upper) && (x = (lower + upper) / 2), roots = temmeRootFinder(-lu, alpha), x = newtonRaphsonIterate(roots, x, lower, upper, 32, 100), x;
	}
	module.exports = temme2;
})), require_ms = __commonJSMin(((exports, module) => {
	var s = 1e3, m = s * 60, h = m * 60, d = h * 24, y = d * 365.25;
	module.exports = function(val, options) {
		options ||= {};
		var type = typeof val;
		if (type === "string" && val.length > 0) return parse(val);
		if (type === "number" && isNaN(val) === !1) return options.long ? fmtLong(val) : fmtShort(val);
		throw Error("val is not a non-empty string or a valid number. val=" + JSON.stringify(val));
	};
	function parse(str) {
		if (str = String(str), !(str.length > 100)) {
			var match = /^((?:\d+)?\.?\d+) *(milliseconds?|msecs?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|years?|yrs?|y)?$/i.exec(str);
			if (match) {
				var n = parseFloat(match[1]);
				switch ((match[2] || "ms").toLowerCase()) {
					case "years":
					case "year":
					case "yrs":
					case "yr":
					case "y": return n * y;
					case "days":
					case "day":
					case "d": return n * d;
					case "hours":
					case "hour":
					case "hrs":
					case "hr":
					case "h": return n * h;
					case "minutes":
					case "minute":
					case "mins":
					case "min":
					case "m": return n * m;
					case "seconds":
					case "second":
					case "secs":
					case "sec":
					case "s": return n * s;
					case "milliseconds":
					case "millisecond":
					case "msecs":
					case "msec":
					case "ms": return n;
					default: return;
				}
			}
		}
	}
	function fmtShort(ms) {
		return ms >= d ? Math.round(ms / d) + "d" : ms >= h ? Math.round(ms / h) + "h" : ms >= m ? Math.round(ms / m) + "m" : ms >= s ? Math.round(ms / s) + "s" : ms + "ms";
	}
	function fmtLong(ms) {
		return plural(ms, d, "day") || plural(ms, h, "hour") || plural(ms, m, "minute") || plural(ms, s, "second") || ms + " ms";
	}
	function plural(ms, n, name) {
		if (!(ms < n)) return ms < n * 1.5 ? Math.floor(ms / n) + " " + name : Math.ceil(ms / n) + " " + name + "s";
	}
})), require_debug = __commonJSMin(((exports, module) => {
	exports = module.exports = createDebug.debug = createDebug.default = createDebug, exports.coerce = coerce, exports.disable = disable, exports.enable = enable, exports.enabled = enabled, exports.humanize = require_ms(), exports.names = [], exports.skips = [], exports.formatters = {};
	var prevTime;
	function selectColor(namespace) {
		var hash = 0, i;
		for (i in namespace) hash = (hash << 5) - hash + namespace.charCodeAt(i), hash |= 0;
		return exports.colors[Math.abs(hash) % exports.colors.length];
	}
	function createDebug(namespace) {
		function debug() {
			if (debug.enabled) {
				var self = debug, curr = +new Date();
				self.diff = curr - (prevTime || curr), self.prev = prevTime, self.curr = curr, prevTime = curr;
				for (var args = Array(arguments.length), i = 0; i < args.length; i++) args[i] = arguments[i];
				args[0] = exports.coerce(args[0]), typeof args[0] != "string" && args.unshift("%O");
				var index = 0;
				args[0] = args[0].replace(/%([a-zA-Z%])/g, function(match, format) {
					if (match === "%%") return match;
					index++;
					var formatter = exports.formatters[format];
					if (typeof formatter == "function") {
						var val = args[index];
						match = formatter.call(self, val), args.splice(index, 1), index--;
					}
					return match;
				}), exports.formatArgs.call(self, args), (debug.log || exports.log || console.log.bind(console)).apply(self, args);
			}
		}
		return debug.namespace = namespace, debug.enabled = exports.enabled(namespace), debug.useColors = exports.useColors(), debug.color = selectColor(namespace), typeof exports.init == "function" && exports.init(debug), debug;
	}
	function enable(namespaces) {
		exports.save(namespaces), exports.names = [], exports.skips = [];
		for (var split = (typeof namespaces == "string" ? namespaces : "").split(/[\s,]+/), len = split.length, i = 0; i < len; i++) split[i] && (namespaces = split[i].replace(/\*/g, ".*?"), namespaces[0] === "-" ? exports.skips.push(RegExp("^" + namespaces.substr(1) + "$")) : exports.names.push(RegExp("^" + namespaces + "$")));
	}
	function disable() {
		exports.enable("");
	}
	function enabled(name) {
		for (var i = 0, len = exports.skips.length; i < len; i++) if (exports.skips[i].test(name)) return !1;
		for (i = 0, len = exports.names.length; i < len; i++) if (exports.names[i].test(name)) return !0;
		return !1;
	}
	function coerce(val) {
		return val instanceof Error ? val.stack || val.message : val;
	}
})), require_browser = __commonJSMin(((exports, module) => {
	exports = module.exports = require_debug(), exports.log = log, exports.formatArgs = formatArgs, exports.save = save, exports.load = load, exports.useColors = useColors, exports.storage = typeof chrome < "u" && chrome.storage !== void 0 ? chrome.storage.local : localstorage(), exports.colors = [
		"lightseagreen",
		"forestgreen",
		"goldenrod",
		"dodgerblue",
		"darkorchid",
		"crimson"
	];
	function useColors() {
		return typeof window < "u" && window.process && window.process.type === "renderer" ? !0 : typeof document < "u" && document.documentElement && document.documentElement.style && document.documentElement.style.WebkitAppearance || typeof window < "u" && window.console && (window.console.firebug || window.console.exception && window.console.table) || typeof navigator < "u" && navigator.userAgent && navigator.userAgent.toLowerCase().match(/firefox\/(\d+)/) && parseInt(RegExp.$1, 10) >= 31 || typeof navigator < "u" && navigator.userAgent && navigator.userAgent.toLowerCase().match(/applewebkit\/(\d+)/);
	}
	exports.formatters.j = function(v) {
		try {
			return JSON.stringify(v);
		} catch (err) {
			return "[UnexpectedJSONParseError]: " + err.message;
		}
	};
	function formatArgs(args) {
		var useColors = this.useColors;
		if (args[0] = (useColors ? "%c" : "") + this.namespace + (useColors ? " %c" : " ") + args[0] + (useColors ? "%c " : " ") + "+" + exports.humanize(this.diff), useColors) {
			var c = "color: " + this.color;
			args.splice(1, 0, c, "color: inherit");
			var index = 0, lastC = 0;
			args[0].replace(/%[a-zA-Z%]/g, function(match) {
				match !== "%%" && (index++, match === "%c" && (lastC = index));
			}), args.splice(lastC, 0, c);
		}
	}
	function log() {
		return typeof console == "object" && console.log && Function.prototype.apply.call(console.log, console, arguments);
	}
	function save(namespaces) {
		try {
			namespaces == null ? exports.storage.removeItem("debug") : exports.storage.debug = namespaces;
		} catch {}
	}
	function load() {
		var r;
		try {
			r = exports.storage.debug;
		} catch {}
		return !r && typeof process < "u" && "env" in process && (r = process.env.DEBUG), r;
	}
	exports.enable(load());
	function localstorage() {
		try {
			return window.localStorage;
		} catch {}
	}
})), require_node = __commonJSMin(((exports, module) => {
	var tty = __require("tty"), util = __require("util");
	exports = module.exports = require_debug(), exports.init = init, exports.log = log, exports.formatArgs = formatArgs, exports.save = save, exports.load = load, exports.useColors = useColors, exports.colors = [
		6,
		2,
		3,
		4,
		5,
		1
	], exports.inspectOpts = Object.keys(process.env).filter(function(key) {
		return /^debug_/i.test(key);
	}).reduce(function(obj, key) {
		var prop = key.substring(6).toLowerCase().replace(/_([a-z])/g, function(_, k) {
			return k.toUpperCase();
		}), val = process.env[key];
		return val = /^(yes|on|true|enabled)$/i.test(val) ? !0 : /^(no|off|false|disabled)$/i.test(val) ? !1 : val === "null" ? null : Number(val), obj[prop] = val, obj;
	}, {});
	var fd = parseInt(process.env.DEBUG_FD, 10) || 2;
	fd !== 1 && fd !== 2 && util.deprecate(function() {}, "except for stderr(2) and stdout(1), any other usage of DEBUG_FD is deprecated. Override debug.log if you want to use a different log function (https://git.io/debug_fd)")();
	var stream = fd === 1 ? process.stdout : fd === 2 ? process.stderr : createWritableStdioStream(fd);
	function useColors() {
		return "colors" in exports.inspectOpts ? !!exports.inspectOpts.colors : tty.isatty(fd);
	}
	exports.formatters.o = function(v) {
		return this.inspectOpts.colors = this.useColors, util.inspect(v, this.inspectOpts).split("\n").map(function(str) {
			return str.trim();
		}).join(" ");
	}, exports.formatters.O = function(v) {
		return this.inspectOpts.colors = this.useColors, util.inspect(v, this.inspectOpts);
	};
	function formatArgs(args) {
		var name = this.namespace;
		if (this.useColors) {
			var c = this.color, prefix = "  \x1B[3" + c + ";1m" + name + " \x1B[0m";
			args[0] = prefix + args[0].split("\n").join("\n" + prefix), args.push("\x1B[3" + c + "m+" + exports.humanize(this.diff) + "\x1B[0m");
		} else args[0] = new Date().toUTCString() + " " + name + " " + args[0];
	}
	function log() {
		return stream.write(util.format.apply(util, arguments) + "\n");
	}
	function save(namespaces) {
		namespaces == null ? delete process.env.DEBUG : process.env.DEBUG = namespaces;
	}
	function load() {
		return process.env.DEBUG;
	}
	function createWritableStdioStream(fd) {
		var stream;
		switch (process.binding("tty_wrap").guessHandleType(fd)) {
			case "TTY":
				stream = new tty.WriteStream(fd), stream._type = "tty", stream._handle && stream._handle.unref && stream._handle.unref();
				break;
			case "FILE":
				stream = new (__require("fs")).SyncWriteStream(fd, { autoClose: !1 }), stream._type = "fs";
				break;
			case "PIPE":
			case "TCP":
				stream = new (__require("net")).Socket({
					fd,
					readable: !1,
					writable: !0
				}), stream.readable = !1, stream.read = null, stream._type = "pipe", stream._handle && stream._handle.unref && stream._handle.unref();
				break;
			default: throw Error("Implement me. Unknown stream file type!");
		}
		return stream.fd = fd, stream._isStdio = !0, stream;
	}
	function init(debug) {
		debug.inspectOpts = {};
		for (var keys = Object.keys(exports.inspectOpts), i = 0; i < keys.length; i++) debug.inspectOpts[keys[i]] = exports.inspectOpts[keys[i]];
	}
	exports.enable(load());
})), require_src = __commonJSMin(((exports, module) => {
	module.exports = typeof process < "u" && process.type === "renderer" ? require_browser() : require_node();
})), require_lib$5 = __commonJSMin(((exports, module) => {
	module.exports = 34028234663852886e22;
})), require_higher_newton = __commonJSMin(((exports, module) => {
	var logger = require_src(), gammainc = require_lib$22(), abs = require_lib$96(), exp = require_lib$102(), ln = require_lib$98(), MAX_FLOAT32 = require_lib$5(), debug = logger("gammaincinv:higher_newton");
	function higherNewton(x0, a, m, p, q, lgama, invfp, pcase) {
		var dlnr, xini, ck0, ck1, ck2, a2, x2, px, qx, xr, t, n, r, x = x0;
		t = 1, n = 1, a2 = a * a, xini = x0;
		do {
			if (x = x0, x2 = x * x, m === 0) {
				if (dlnr = (1 - a) * ln(x) + x + lgama, dlnr > ln(MAX_FLOAT32)) return debug("Warning: overflow problems in one or more steps of the computation. The initial approximation to the root is returned."), xini;
				r = exp(dlnr);
			} else r = -invfp * x;
			pcase ? (px = gammainc(x, a, !0, !1), ck0 = -r * (px - p)) : (qx = gammainc(x, a, !0, !0), ck0 = r * (qx - q)), r = ck0, p > 1e-120 || n > 1 ? (ck1 = .5 * (x - a + 1) / x, ck2 = (2 * x2 - 4 * x * a + 4 * x + 2 * a2 - 3 * a + 1) / x2, ck2 /= 6, x0 = x + r * (1 + r * (ck1 + r * ck2))) : x0 = x + r, t = abs(x / x0 - 1), n += 1, x = x0, x < 0 && (x = xini, n = 100);
		} while (t > 2e-14 && n < 35);
		return (t > 2e-14 || n > 99) && debug("Warning: the number of iterations in the Newton method reached the upper limit N=35. The last value obtained for the root is given as output."), xr = x || 0, xr;
	}
	module.exports = higherNewton;
})), require_polyval_ak1 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? 0 : 0 + x * (1 + x * (1 + x * (1.5 + x * (2.6666666666666665 + x * (5.208333333333333 + x * 10.8)))));
	}
	module.exports = evalpoly;
})), require_polyval_ak2 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? 1 : 1 + x * (1 + x * (.3333333333333333 + x * (.027777777777777776 + x * (-.003703703703703704 + x * (.0002314814814814815 + x * 5878894767783657e-20)))));
	}
	module.exports = evalpoly;
})), require_lambdaeta = __commonJSMin(((exports, module) => {
	var abs = require_lib$96(), exp = require_lib$102(), ln = require_lib$98(), evalpoly = require_lib$30(), polyvalAK1 = require_polyval_ak1(), polyvalAK2 = require_polyval_ak2(), THRESHOLD = 1e-8, ONEO12 = .08333333333333333, ONEO120 = .008333333333333333, AK = [
		1,
		0,
		0,
		0,
		0,
		0
	];
	function lambdaeta(eta) {
		var L2, L3, L4, L5, la, L, q, r, s = eta * eta * .5;
		if (eta === 0 ? la = 0 : eta < -1 ? (r = exp(-1 - s), la = polyvalAK1(r)) : eta < 1 ? (r = eta, la = polyvalAK2(r)) : (r = 11 + s, L = ln(r), la = r + L, r = 1 / r, L2 = L * L, L3 = L2 * L, L4 = L3 * L, L5 = L4 * L, AK[1] = (2 - L) * .5, AK[2] = (-9 * L + 6 + 2 * L2) / 6, AK[3] = -(3 * L3 + 36 * L - 22 * L2 - 12) * ONEO12, AK[4] = (60 + 350 * L2 - 300 * L - 125 * L3 + 12 * L4) / 60, AK[5] = -(-120 - 274 * L4 + 900 * L - 1700 * L2 + 1125 * L3 + 20 * L5) * ONEO120, la += L * r * evalpoly(AK, r)), r = 1, eta > -3.5 && eta < -.03 || eta > .03 && eta < 40) {
			r = 1, q = la;
			do
				la = q * (s + ln(q)) / (q - 1), r = abs(q / la - 1), q = la;
			while (r > THRESHOLD);
		}
		return la;
	}
	module.exports = lambdaeta;
})), require_lib$4 = __commonJSMin(((exports, module) => {
	module.exports = .9189385332046728;
})), require_chepolsum = __commonJSMin(((exports, module) => {
	var A = [
		1.9963790515900766,
		-.0017971032528832887,
		13129285796384672e-21,
		-2.340875228178749e-7,
		7.2291210671127e-9,
		-3280997607821e-22,
		19875070901e-21,
		-1509214183e-21,
		1375340084e-22,
		-145728923e-22,
		17532367e-22,
		-2351465e-22,
		346551e-22,
		-55471e-22,
		9548e-22,
		-1748e-22,
		332e-22,
		-58e-22
	];
	function chepolsum(n, t) {
		var tt, u0 = 0, u1 = 0, u2, k;
		tt = t + t, k = n;
		do
			u2 = u1, u1 = u0, u0 = tt * u1 - u2 + A[k], --k;
		while (k >= 0);
		return (u0 - u2) / 2;
	}
	module.exports = chepolsum;
})), require_polyval_c = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? .025721014990011306 : .025721014990011306 + x * (.08247596616699963 + x * (-.0025328157302663564 + x * (.0006099292666946337 + x * (-.00033543297638406 + x * .000250505279903))));
	}
	module.exports = evalpoly;
})), require_polyval_d = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? .08333333333333333 : .08333333333333333 + x * (-.002777777777777778 + x * (.0007936507936507937 + x * -.0005952380952380953));
	}
	module.exports = evalpoly;
})), require_stirling = __commonJSMin(((exports, module) => {
	var gammaln = require_lib$70(), ln = require_lib$98(), LN_SQRT_TWO_PI = require_lib$4(), SMALLEST_FLOAT32 = require_lib$24(), MAX_FLOAT32 = require_lib$5(), chepolsum = require_chepolsum(), polyvalC = require_polyval_c(), polyvalD = require_polyval_d(), C6 = .30865217988013566;
	function stirling(x) {
		var z;
		return x < SMALLEST_FLOAT32 ? MAX_FLOAT32 : x < 1 ? gammaln(x + 1) - (x + .5) * ln(x) + x - LN_SQRT_TWO_PI : x < 2 ? gammaln(x) - (x - .5) * ln(x) + x - LN_SQRT_TWO_PI : x < 3 ? gammaln(x - 1) - (x - .5) * ln(x) + x - LN_SQRT_TWO_PI + ln(x - 1) : x < 12 ? (z = 18 / (x * x) - 1, chepolsum(17, z) / (12 * x)) : (z = 1 / (x * x), x < 1e3 ? polyvalC(z) / (C6 + z) / x : polyvalD(z) / x);
	}
	module.exports = stirling;
})), require_gamstar = __commonJSMin(((exports, module) => {
	var exp = require_lib$102(), gamma = require_lib$43(), ln = require_lib$98(), FLOAT32_MAX = require_lib$5(), SQRT_TWO_PI = require_lib$45(), stirling = require_stirling();
	function gamstar(x) {
		return x >= 3 ? exp(stirling(x)) : x > 0 ? gamma(x) / (exp(-x + (x - .5) * ln(x)) * SQRT_TWO_PI) : FLOAT32_MAX;
	}
	module.exports = gamstar;
})), require_rational_ak0bk0 = __commonJSMin(((exports, module) => {
	function evalrational(x) {
		var ax, s1, s2;
		return x === 0 ? -.3333333333438 : (ax = x < 0 ? -x : x, ax <= 1 ? (s1 = -.3333333333438 + x * (-.2070740359969 + x * (-.05041806657154 + x * (-.004923635739372 + x * -4293658292782e-17))), s2 = 1 + x * (.7045554412463 + x * (.2118190062224 + x * (.03048648397436 + x * .001605037988091)))) : (x = 1 / x, s1 = -4293658292782e-17 + x * (-.004923635739372 + x * (-.05041806657154 + x * (-.2070740359969 + x * -.3333333333438))), s2 = .001605037988091 + x * (.03048648397436 + x * (.2118190062224 + x * (.7045554412463 + x * 1)))), s1 / s2);
	}
	module.exports = evalrational;
})), require_eps1 = __commonJSMin(((exports, module) => {
	var abs = require_lib$96(), ln = require_lib$98(), lambdaeta = require_lambdaeta(), rateval = require_rational_ak0bk0();
	function eps1(eta) {
		var la;
		return abs(eta) < 1 ? rateval(eta) : (la = lambdaeta(eta), ln(eta / (la - 1)) / eta);
	}
	module.exports = eps1;
})), require_rational_ak1bk1 = __commonJSMin(((exports, module) => {
	function evalrational(x) {
		var ax, s1, s2;
		return x === 0 ? -.0172847633523 : (ax = x < 0 ? -x : x, ax <= 1 ? (s1 = -.0172847633523 + x * (-.0159372646475 + x * (-.00464910887221 + x * (-.00060683488776 + x * -614830384279e-17))), s2 = 1 + x * (.764050615669 + x * (.297143406325 + x * (.0579490176079 + x * .00574558524851)))) : (x = 1 / x, s1 = -614830384279e-17 + x * (-.00060683488776 + x * (-.00464910887221 + x * (-.0159372646475 + x * -.0172847633523))), s2 = .00574558524851 + x * (.0579490176079 + x * (.297143406325 + x * (.764050615669 + x * 1)))), s1 / s2);
	}
	module.exports = evalrational;
})), require_rational_ak2bk2 = __commonJSMin(((exports, module) => {
	function evalrational(x) {
		var ax, s1, s2;
		return x === 0 ? -.0172839517431 : (ax = x < 0 ? -x : x, ax <= 1 ? (s1 = -.0172839517431 + x * (-.0146362417966 + x * (-.00357406772616 + x * (-.000391032032692 + x * 249634036069e-17))), s2 = 1 + x * (.690560400696 + x * (.249962384741 + x * (.0443843438769 + x * .00424073217211)))) : (x = 1 / x, s1 = 249634036069e-17 + x * (-.000391032032692 + x * (-.00357406772616 + x * (-.0146362417966 + x * -.0172839517431))), s2 = .00424073217211 + x * (.0443843438769 + x * (.249962384741 + x * (.690560400696 + x * 1)))), s1 / s2);
	}
	module.exports = evalrational;
})), require_rational_ak3bk3 = __commonJSMin(((exports, module) => {
	function evalrational(x) {
		var ax, s1, s2;
		return x === 0 ? .99994466948 : (ax = x < 0 ? -x : x, ax <= 1 ? (s1 = .99994466948 + x * (104.649839762 + x * (857.204033806 + x * (731.901559577 + x * 45.5174411671))), s2 = 1 + x * (104.526456943 + x * (823.313447808 + x * (3119.93802124 + x * 3970.03311219)))) : (x = 1 / x, s1 = 45.5174411671 + x * (731.901559577 + x * (857.204033806 + x * (104.649839762 + x * .99994466948))), s2 = 3970.03311219 + x * (3119.93802124 + x * (823.313447808 + x * (104.526456943 + x * 1)))), s1 / s2);
	}
	module.exports = evalrational;
})), require_eps2 = __commonJSMin(((exports, module) => {
	var ln = require_lib$98(), rateval1 = require_rational_ak1bk1(), rateval2 = require_rational_ak2bk2(), rateval3 = require_rational_ak3bk3();
	function eps2(eta) {
		var lnmeta, x;
		return eta < -5 ? (x = eta * eta, lnmeta = ln(-eta), (12 - x - lnmeta * lnmeta * 6) / (12 * x * eta)) : eta < -2 ? rateval1(eta) : eta < 2 ? rateval2(eta) : eta < 1e3 ? (x = 1 / eta, rateval3(eta) / (-12 * eta)) : -1 / (12 * eta);
	}
	module.exports = eps2;
})), require_rational_ak4bk4 = __commonJSMin(((exports, module) => {
	function evalrational(x) {
		var ax, s1, s2;
		return x === 0 ? .0495346498136 : (ax = x < 0 ? -x : x, ax <= 1 ? (s1 = .0495346498136 + x * (.0299521337141 + x * (.00688296911516 + x * (.000512634846317 + x * -201411722031e-16))), s2 = 1 + x * (.759803615283 + x * (.261547111595 + x * (.0464854522477 + x * .00403751193496)))) : (x = 1 / x, s1 = -201411722031e-16 + x * (.000512634846317 + x * (.00688296911516 + x * (.0299521337141 + x * .0495346498136))), s2 = .00403751193496 + x * (.0464854522477 + x * (.261547111595 + x * (.759803615283 + x * 1)))), s1 / s2);
	}
	module.exports = evalrational;
})), require_rational_ak5bk5 = __commonJSMin(((exports, module) => {
	function evalrational(x) {
		var ax, s1, s2;
		return x === 0 ? .00452313583942 : (ax = x < 0 ? -x : x, ax <= 1 ? (s1 = .00452313583942 + x * (.00120744920113 + x * (-789724156582e-16 + x * (-504476066942e-16 + x * -535770949796e-17))), s2 = 1 + x * (.912203410349 + x * (.405368773071 + x * (.0901638932349 + x * .00948935714996)))) : (x = 1 / x, s1 = -535770949796e-17 + x * (-504476066942e-16 + x * (-789724156582e-16 + x * (.00120744920113 + x * .00452313583942))), s2 = .00948935714996 + x * (.0901638932349 + x * (.405368773071 + x * (.912203410349 + x * 1)))), s1 / s2);
	}
	module.exports = evalrational;
})), require_rational_ak6bk6 = __commonJSMin(((exports, module) => {
	function evalrational(x) {
		var ax, s1, s2;
		return x === 0 ? .00439937562904 : (ax = x < 0 ? -x : x, ax <= 1 ? (s1 = .00439937562904 + x * (.000487225670639 + x * (-.000128470657374 + x * (529110969589e-17 + x * 1.5716677175e-7))), s2 = 1 + x * (.794435257415 + x * (.333094721709 + x * (.0703527806143 + x * .00806110846078)))) : (x = 1 / x, s1 = 1.5716677175e-7 + x * (529110969589e-17 + x * (-.000128470657374 + x * (.000487225670639 + x * .00439937562904))), s2 = .00806110846078 + x * (.0703527806143 + x * (.333094721709 + x * (.794435257415 + x * 1)))), s1 / s2);
	}
	module.exports = evalrational;
})), require_rational_ak7bk7 = __commonJSMin(((exports, module) => {
	function evalrational(x) {
		var ax, s1, s2;
		return x === 0 ? -.0011481191232 : (ax = x < 0 ? -x : x, ax <= 1 ? (s1 = -.0011481191232 + x * (-.112850923276 + x * (1.51623048511 + x * (-.218472031183 + x * .0730002451555))), s2 = 1 + x * (14.2482206905 + x * (69.7360396285 + x * (218.938950816 + x * 277.067027185)))) : (x = 1 / x, s1 = .0730002451555 + x * (-.218472031183 + x * (1.51623048511 + x * (-.112850923276 + x * -.0011481191232))), s2 = 277.067027185 + x * (218.938950816 + x * (69.7360396285 + x * (14.2482206905 + x * 1)))), s1 / s2);
	}
	module.exports = evalrational;
})), require_rational_ak8bk8 = __commonJSMin(((exports, module) => {
	function evalrational(x) {
		var ax, s1, s2;
		return x === 0 ? -.000145727889667 : (ax = x < 0 ? -x : x, ax <= 1 ? (s1 = -.000145727889667 + x * (-.290806748131 + x * (-13.308504545 + x * (199.722374056 + x * -11.4311378756))), s2 = 1 + x * (139.612587808 + x * (2189.01116348 + x * (7115.24019009 + x * 45574.6081453)))) : (x = 1 / x, s1 = -11.4311378756 + x * (199.722374056 + x * (-13.308504545 + x * (-.290806748131 + x * -.000145727889667))), s2 = 45574.6081453 + x * (7115.24019009 + x * (2189.01116348 + x * (139.612587808 + x * 1)))), s1 / s2);
	}
	module.exports = evalrational;
})), require_eps3 = __commonJSMin(((exports, module) => {
	var ln = require_lib$98(), rational1 = require_rational_ak4bk4(), rational2 = require_rational_ak5bk5(), rational3 = require_rational_ak6bk6(), rational4 = require_rational_ak7bk7(), rational5 = require_rational_ak8bk8();
	function eps3(eta) {
		var x, y;
		return eta < -8 ? (x = eta * eta, y = ln(-eta) / eta, (-30 + eta * y * (6 * x * y * y - 12 + x)) / (12 * eta * x * x)) : eta < -4 ? rational1(eta) / (eta * eta) : eta < -2 ? rational2(eta) : eta < 2 ? rational3(eta) : eta < 10 ? (x = 1 / eta, rational4(x) / (eta * eta)) : eta < 100 ? (x = 1 / eta, rational5(x) / (eta * eta)) : -ln(eta) / (12 * eta * eta * eta);
	}
	module.exports = eps3;
})), require_compute = __commonJSMin(((exports, module) => {
	var logger = require_src(), evalpoly = require_lib$30(), gammaln = require_lib$70(), erfcinv = require_lib$9(), gamma = require_lib$43(), sqrt = require_lib$107(), abs = require_lib$96(), exp = require_lib$102(), min = require_lib$65(), pow = require_lib$52(), ln = require_lib$98(), SQRT_TWO_PI = require_lib$45(), MAX_FLOAT32 = require_lib$5(), TWO_PI = require_lib$28(), higherNewton = require_higher_newton(), lambdaeta = require_lambdaeta(), gamstar = require_gamstar(), eps1 = require_eps1(), eps2 = require_eps2(), eps3 = require_eps3(), debug = logger("gammaincinv:compute"), HALF = .5, ONEO3 = .3333333333333333, ONEO4 = .25, ONEO5 = .2, ONEO6 = .16666666666666666, ONEO12 = .08333333333333333, ONEO24 = .041666666666666664, CK = [
		0,
		0,
		0,
		0,
		0
	];
	function compute(a, p, q) {
		var ap1inv, invfp, lgama, pcase, porq, ainv, logr, ap22, ap14, ap13, ap12, vgam, vmin, xini, ap1, ap2, ap3, eta, p6, p5, x0, a2, L2, L3, L4, b2, b3, p3, a4, fp, p4, p2, a3, xr, ck, b, L, i, k, m, r, s, t, y;
		if (p < HALF ? (pcase = !0, porq = p, s = -1) : (pcase = !1, porq = q, s = 1), k = 0, abs(a - 1) < 1e-4 && (m = 0, pcase ? p < .001 ? (p2 = p * p, p3 = p2 * p, p4 = p3 * p, p5 = p4 * p, p6 = p5 * p, x0 = p + p2 * HALF + p3 * ONEO3 + p4 * ONEO4 + p5 * ONEO5 + p6 * ONEO6) : x0 = -ln(1 - p) : x0 = -ln(q), a === 1 ? (k = 2, xr = x0) : (lgama = gammaln(a), k = 1)), q < 1e-30 && a < HALF && (m = 0, x0 = -ln(q * gamma(a)) + (a - 1) * ln(-ln(q * gamma(a))), k = 1, lgama = gammaln(a)), a > 1 && a < 500 && p < 1e-80) {
			for (m = 0, ainv = 1 / a, ap1inv = 1 / (a + 1), x0 = (gammaln(a + 1) + ln(p)) * ainv, x0 = exp(x0), xini = x0, i = 0; i < 10; i++) x0 = xini * exp(x0 * ainv) * pow(1 - x0 * ap1inv, ainv);
			k = 1, lgama = gammaln(a);
		}
		if (logr = 1 / a * (ln(p) + gammaln(a + 1)), logr < ln(ONEO5 * (1 + a)) && k === 0 && (r = exp(logr), m = 0, a2 = a * a, a3 = a2 * a, a4 = a3 * a, ap1 = a + 1, ap12 = ap1 * ap1, ap13 = ap1 * ap12, ap14 = ap12 * ap12, ap2 = a + 2, ap22 = ap2 * ap2, ap3 = a + 3, CK[0] = 1, CK[1] = 1 / ap1, CK[2] = HALF * (3 * a + 5) / (ap12 * ap2), CK[3] = ONEO3 * (31 + 8 * a2 + 33 * a) / (ap13 * ap2 * ap3), CK[4] = ONEO24 * (2888 + 1179 * a3 + 125 * a4 + 3971 * a2 + 5661 * a) / (ap14 * ap22 * ap3 * (a + 4)), x0 = r * evalpoly(CK, r), lgama = gammaln(a), k = 1), a < 10 && k === 0 && (vgam = sqrt(a) / (gamstar(a) * SQRT_TWO_PI), vmin = min(.02, vgam), q < vmin && (m = 0, b = 1 - a, b2 = b * b, b3 = b2 * b, eta = sqrt(-2 / a * ln(q / vgam)), x0 = a * lambdaeta(eta), L = ln(x0), x0 > 5 ? (L2 = L * L, L3 = L2 * L, L4 = L3 * L, r = 1 / x0, CK[0] = L - 1, CK[1] = (3 * b - 2 * b * L + L2 - 2 * L + 2) * HALF, CK[2] = (24 * b * L - 11 * b2 - 24 * b - 6 * L2 + 12 * L - 12 - 9 * b * L2 + 6 * b2 * L + 2 * L3) * ONEO6, CK[3] = (-12 * b3 * L + 8.04 * b * L2 - 114 * b2 * L + (72 + 36 * L2) + (3 * L4 - 72 * L + 162) * (b - 168 * b * L) - (12 * L3 + 25 * b3) - (22 * b * L3 + 36 * b2 * L2 + 120 * b2)) * ONEO12, CK[4] = 0, x0 = x0 - L + b * r * evalpoly(CK, r)) : (r = 1 / x0, L2 = L * L, ck = L - 1, t = L - b * r * ck, t < x0 && (x0 -= t)), lgama = gammaln(a), k = 1)), abs(porq - HALF) < 1e-5 && k === 0 && (m = 0, ainv = 1 / a, x0 = a - ONEO3 + (.019753086419753086 + .007211444248481286 * ainv) * ainv, lgama = gammaln(a), k = 1), a < 1 && k === 0 && (m = 0, x0 = exp(pcase ? 1 / a * (ln(porq) + gammaln(a + 1)) : 1 / a * (ln(1 - porq) + gammaln(a + 1))), lgama = gammaln(a), k = 1), k === 0) {
			if (m = 1, ainv = 1 / a, r = erfcinv(2 * porq), eta = s * r / sqrt(a * HALF), r < MAX_FLOAT32) eta += (eps1(eta) + (eps2(eta) + eps3(eta) * ainv) * ainv) * ainv, x0 = a * lambdaeta(eta), y = eta, fp = -sqrt(a / TWO_PI) * exp(-HALF * a * y * y) / gamstar(a), invfp = 1 / fp;
			else return debug("Warning: Overflow problems in one or more steps of the computation."), NaN;
		}
		return k < 2 && (xr = higherNewton(x0, a, m, p, q, lgama, invfp, pcase)), xr;
	}
	module.exports = compute;
})), require_main$2 = __commonJSMin(((exports, module) => {
	var isnan = require_lib$94(), FLOAT32_SMALLEST = require_lib$24(), PINF = require_lib$100(), compute = require_compute();
	function gammaincinv(p, a, upper) {
		return isnan(p) || isnan(a) || a < FLOAT32_SMALLEST || p > 1 || p < 0 ? NaN : upper === !0 ? p === 0 ? PINF : p === 1 ? 0 : compute(a, 1 - p, p) : p === 0 ? 0 : p === 1 ? PINF : compute(a, p, 1 - p);
	}
	module.exports = gammaincinv;
})), require_lib$3 = __commonJSMin(((exports, module) => {
	module.exports = require_main$2();
})), require_lib$2 = __commonJSMin(((exports, module) => {
	module.exports = 5e-324;
})), require_temme3 = __commonJSMin(((exports, module) => {
	var gammaincinv = require_lib$3(), ln = require_lib$98(), sqrt = require_lib$107(), SMALLEST_SUBNORMAL = require_lib$2(), temmeRootFinder = require_root_finder(), newtonRaphsonIterate = require_newton_raphson();
	function temme3(a, b, p, q) {
		var cross, roots, lower, upper, eta0 = p < q ? gammaincinv(p, b, !0) : gammaincinv(q, b, !1), eta, w10, w12, w13, w14, e1, e2, e3, mu, d2, d3, d4, w2, w3, w4, w5, w6, w7, w8, w9, w1, d, w, u, x;
		return eta0 /= a, mu = b / a, w = sqrt(1 + mu), w2 = w * w, w3 = w2 * w, w4 = w2 * w2, w5 = w3 * w2, w6 = w3 * w3, w7 = w4 * w3, w8 = w4 * w4, w9 = w5 * w4, w10 = w5 * w5, d = eta0 - mu, d2 = d * d, d3 = d2 * d, d4 = d2 * d2, w1 = w + 1, w12 = w1 * w1, w13 = w1 * w12, w14 = w12 * w12, e1 = (w + 2) * (w - 1) / (3 * w), e1 += (w3 + 9 * w2 + 21 * w + 5) * d / (36 * w2 * w1), e1 -= (w4 - 13 * w3 + 69 * w2 + 167 * w + 46) * d2 / (1620 * w12 * w3), e1 -= (7 * w5 + 21 * w4 + 70 * w3 + 26 * w2 - 93 * w - 31) * d3 / (6480 * w13 * w4), e1 -= (75 * w6 + 202 * w5 + 188 * w4 - 888 * w3 - 1345 * w2 + 118 * w + 138) * d4 / (272160 * w14 * w5), e2 = (28 * w4 + 131 * w3 + 402 * w2 + 581 * w + 208) * (w - 1) / (1620 * w1 * w3), e2 -= (35 * w6 - 154 * w5 - 623 * w4 - 1636 * w3 - 3983 * w2 - 3514 * w - 925) * d / (12960 * w12 * w4), e2 -= (2132 * w7 + 7915 * w6 + 16821 * w5 + 35066 * w4 + 87490 * w3 + 141183 * w2 + 95993 * w + 21640) * d2 / (816480 * w5 * w13), e2 -= (11053 * w8 + 53308 * w7 + 117010 * w6 + 163924 * w5 + 116188 * w4 - 258428 * w3 - 677042 * w2 - 481940 * w - 105497) * d3 / (14696640 * w14 * w6), e3 = -((3592 * w7 + 8375 * w6 - 1323 * w5 - 29198 * w4 - 89578 * w3 - 154413 * w2 - 116063 * w - 29632) * (w - 1)) / (816480 * w5 * w12), e3 -= (442043 * w9 + 2054169 * w8 + 3803094 * w7 + 3470754 * w6 + 2141568 * w5 - 2393568 * w4 - 19904934 * w3 - 34714674 * w2 - 23128299 * w - 5253353) * d / (146966400 * w6 * w13), e3 -= (116932 * w10 + 819281 * w9 + 2378172 * w8 + 4341330 * w7 + 6806004 * w6 + 10622748 * w5 + 18739500 * w4 + 30651894 * w3 + 30869976 * w2 + 15431867 * w + 2919016) * d2 / (146966400 * w14 * w7), eta = eta0 + e1 / a + e2 / (a * a) + e3 / (a * a * a), eta <= 0 && (eta = SMALLEST_SUBNORMAL), u = eta - mu * ln(eta) + (1 + mu) * ln(1 + mu) - mu, cross = 1 / (1 + mu), lower = eta < mu ? cross : 0, upper = eta < mu ? 1 : cross, x = (lower + upper) / 2, roots = temmeRootFinder(u, mu), newtonRaphsonIterate(roots, x, lower, upper, 32, 100);
	}
	module.exports = temme3;
})), require_halley_iterate = __commonJSMin(((exports, module) => {
	var abs = require_lib$96(), ldexp = require_lib$89(), sign = require_lib$6(), max = require_lib$67(), MAX_VALUE = require_lib$48();
	function halleyIterate(fun, guess, minimum, maximum, digits, maxIter) {
		var convergence, outOfBounds, delta1, delta2, factor, result, f0Last, count, delta, denom, diff, num, res, f0 = 0, f1, f2;
		outOfBounds = !1, result = guess, factor = ldexp(1, 1 - digits), delta = max(1e7 * guess, 1e7), f0Last = 0, delta1 = delta, delta2 = delta, count = maxIter;
		do {
			if (f0Last = f0, delta2 = delta1, delta1 = delta, res = fun(result), f0 = res[0], f1 = res[1], f2 = res[2], --count, f0 === 0) break;
			if (f1 === 0 ? (f0Last === 0 && (guess = result === minimum ? maximum : minimum, f0Last = fun(guess), delta = guess - result), delta = sign(f0Last) * sign(f0) < 0 ? delta < 0 ? (result - minimum) / 2 : (result - maximum) / 2 : delta < 0 ? (result - maximum) / 2 : (result - minimum) / 2) : f2 === 0 ? delta = f0 / f1 : (denom = 2 * f0, num = 2 * f1 - f2 / f1 * f0, delta = abs(num) < 1 && abs(denom) >= abs(num) * MAX_VALUE ? f0 / f1 : denom / num, delta * f1 / f0 < 0 && (delta = f0 / f1, abs(delta) > 2 * abs(guess) && (delta = (delta < 0 ? -1 : 1) * 2 * abs(guess)))), convergence = abs(delta / delta2), convergence > .8 && convergence < 2 && (delta = delta > 0 ? (result - minimum) / 2 : (result - maximum) / 2, abs(delta) > result && (delta = sign(delta) * result), delta2 = delta * 3), guess = result, result -= delta, result < minimum) {
				if (diff = abs(minimum) < 1 && abs(result) > 1 && MAX_VALUE / abs(result) < abs(minimum) ? 1e3 : result / minimum, abs(diff) < 1 && (diff = 1 / diff), !outOfBounds && diff > 0 && diff < 3) delta = .99 * (guess - minimum), result = guess - delta, outOfBounds = !0;
				else if (delta = (guess - minimum) / 2, result = guess - delta, result === minimum || result === maximum) break;
			} else if (result > maximum) {
				if (diff = abs(maximum) < 1 && abs(result) > 1 && MAX_VALUE / abs(result) < abs(maximum) ? 1e3 : result / maximum, abs(diff) < 1 && (diff = 1 / diff), !outOfBounds && diff > 0 && diff < 3) delta = .99 * (guess - maximum), result = guess - delta, outOfBounds = !0;
				else if (delta = (guess - maximum) / 2, result = guess - delta, result === minimum || result === maximum) break;
			}
			delta > 0 ? maximum = guess : minimum = guess;
		} while (count && abs(result * factor) < abs(delta));
		return result;
	}
	module.exports = halleyIterate;
})), require_ibeta_roots = __commonJSMin(((exports, module) => {
	var kernelBetainc = require_lib$16().assign, abs = require_lib$96(), FLOAT64_MAX = require_lib$48(), FLOAT64_MIN_NORM = require_lib$111();
	function ibetaRoots(a, b, target, invert) {
		return roots;
		function roots(x) {
			var buf, f1, f2, f, y = 1 - x;
			return buf = [0, 0], kernelBetainc(x, a, b, !0, invert, buf, 1, 0), f = buf[0] - target, f1 = buf[1], invert && (f1 = -f1), y === 0 && (y = FLOAT64_MIN_NORM * 64), x === 0 && (x = FLOAT64_MIN_NORM * 64), f2 = f1 * (-(y * a) + (b - 2) * x + 1), abs(f2) < y * x * FLOAT64_MAX && (f2 /= y * x), invert && (f2 = -f2), f1 === 0 && (f1 = (invert ? -1 : 1) * FLOAT64_MIN_NORM * 64), [
				f,
				f1,
				f2
			];
		}
	}
	module.exports = ibetaRoots;
})), require_main$1 = __commonJSMin(((exports, module) => {
	var evalpoly = require_lib$30(), betainc = require_lib$15(), expm1 = require_lib$62(), log1p = require_lib$61(), asin = require_lib$59(), beta = require_lib$49(), sqrt = require_lib$107(), abs = require_lib$96(), exp = require_lib$102(), pow = require_lib$52(), sin = require_lib$73(), max = require_lib$67(), min = require_lib$65(), ln = require_lib$98(), FLOAT64_MIN_NORM = require_lib$111(), HALF_PI = require_lib$46(), EPSILON = require_lib$50(), findIBetaInvFromTDist = require_find_ibeta_inv_from_t_dist(), temme1 = require_temme1(), temme2 = require_temme2(), temme3 = require_temme3(), halleyIterate = require_halley_iterate(), ibetaRoots = require_ibeta_roots(), DIGITS = 32, MAX_ITERATIONS = 1e3, terms = [
		0,
		0,
		0,
		0,
		0
	];
	function ibetaInvImp(a, b, p, q) {
		var digits, invert = !1, lambda, lower, theta, upper, roots, maxv, minv, bet, ppa, tmp, xs2, ap1, bm1, fs, lx, ps, xg, xs, yp, a2, a3, b2, r, l, u, x, y;
		if (q === 0) return [1, 0];
		if (p === 0) return [0, 1];
		if (a === 1) {
			if (b === 1) return [p, 1 - p];
			tmp = b, b = a, a = tmp, tmp = q, q = p, p = tmp, invert = !0;
		}
		if (x = 0, lower = 0, upper = 1, a === .5) {
			if (b === .5) return x = sin(p * HALF_PI), x *= x, y = sin(q * HALF_PI), y *= y, [x, y];
			b > .5 && (tmp = b, b = a, a = tmp, tmp = q, q = p, p = tmp, invert = !invert);
		}
		if (b === .5 && a >= .5 && p !== 1) yp = {}, x = findIBetaInvFromTDist(a, p, yp), y = yp.value;
		else if (b === 1) return p < q ? a > 1 ? (x = pow(p, 1 / a), y = -expm1(ln(p) / a)) : (x = pow(p, 1 / a), y = 1 - x) : (x = exp(log1p(-q) / a), y = -expm1(log1p(-q) / a)), invert && (tmp = y, y = x, x = tmp), [x, y];
		else if (a + b > 5) p > .5 && (tmp = b, b = a, a = tmp, tmp = q, q = p, p = tmp, invert = !invert), minv = min(a, b), maxv = max(a, b), sqrt(minv) > maxv - minv && minv > 5 ? (x = temme1(a, b, p), y = 1 - x) : (r = a + b, theta = asin(sqrt(a / r)), lambda = minv / r, lambda >= .2 && lambda <= .8 && r >= 10 ? (ppa = pow(p, 1 / a), x = ppa < .0025 && a + b < 200 ? ppa * pow(a * beta(a, b), 1 / a) : temme2(p, r, theta), y = 1 - x) : (a < b && (tmp = b, b = a, a = tmp, tmp = q, q = p, p = tmp, invert = !invert), bet = 0, b < 2 && (bet = beta(a, b)), bet === 0 ? y = 1 : (y = pow(b * q * bet, 1 / b), x = 1 - y)), y > 1e-5 && (x = temme3(a, b, p, q), y = 1 - x));
		else if (a < 1 && b < 1) {
			if (xs = (1 - a) / (2 - a - b), fs = betainc(xs, a, b) - p, abs(fs) / p < EPSILON * 3) return invert ? [1 - xs, xs] : [xs, 1 - xs];
			fs < 0 && (tmp = b, b = a, a = tmp, tmp = q, q = p, p = tmp, invert = !invert, xs = 1 - xs), xg = pow(a * p * beta(a, b), 1 / a), x = xg / (1 + xg), y = 1 / (1 + xg), x > xs && (x = xs), upper = xs;
		} else a > 1 && b > 1 ? (xs = (a - 1) / (a + b - 2), xs2 = (b - 1) / (a + b - 2), ps = betainc(xs, a, b) - p, ps < 0 && (tmp = b, b = a, a = tmp, tmp = q, q = p, p = tmp, tmp = xs2, xs2 = xs, xs = tmp, invert = !invert), lx = ln(p * a * beta(a, b)) / a, x = exp(lx), y = x < .9 ? 1 - x : -expm1(lx), b < a && x < .2 && (ap1 = a - 1, bm1 = b - 1, a2 = a * a, a3 = a * a2, b2 = b * b, terms[0] = 0, terms[1] = 1, terms[2] = bm1 / ap1, ap1 *= ap1, terms[3] = bm1 * (3 * a * b + 5 * b + a2 - a - 4) / (2 * (a + 2) * ap1), ap1 *= a + 1, terms[4] = bm1 * (33 * a * b2 + 31 * b2 + 8 * a2 * b2 - 30 * a * b - 47 * b + 11 * a2 * b + 6 * a3 * b + 18 + 4 * a - a3 + a2 * a2 - 10 * a2), terms[4] /= 3 * (a + 3) * (a + 2) * ap1, x = evalpoly(terms, x)), x > xs && (x = xs), upper = xs) : (b < a && (tmp = b, b = a, a = tmp, tmp = q, q = p, p = tmp, invert = !invert), pow(p, 1 / a) < .5 ? (x = pow(p * a * beta(a, b), 1 / a), x === 0 && (x = FLOAT64_MIN_NORM), y = 1 - x) : (y = pow(1 - pow(p, b * beta(a, b)), 1 / b), y === 0 && (y = FLOAT64_MIN_NORM), x = 1 - y));
		return x > .5 && (tmp = b, b = a, a = tmp, tmp = q, q = p, p = tmp, tmp = y, y = x, x = tmp, invert = !invert, l = 1 - upper, u = 1 - lower, lower = l, upper = u), lower === 0 && (invert ? (lower = EPSILON, x < lower && (x = lower)) : lower = FLOAT64_MIN_NORM, x < lower && (x = lower)), digits = DIGITS, x < 1e-50 && (a < 1 || b < 1) && (digits *= 3, digits /= 2), roots = ibetaRoots(a, b, p < q ? p : q, p >= q), x = halleyIterate(roots, x, lower, upper, digits, MAX_ITERATIONS), x === lower && (x = 0), invert ? [1 - x, x] : [x, 1 - x];
	}
	module.exports = ibetaInvImp;
})), require_lib$1 = __commonJSMin(((exports, module) => {
	module.exports = require_main$1();
})), require_main = __commonJSMin(((exports, module) => {
	var kernelBetaincinv = require_lib$1(), isnan = require_lib$94(), sign = require_lib$6(), sqrt = require_lib$107();
	function quantile(p, v) {
		var prob, xs;
		return isnan(v) || isnan(p) || v <= 0 || p < 0 || p > 1 ? NaN : (prob = p > .5 ? 1 - p : p, xs = kernelBetaincinv(v / 2, .5, 2 * prob, 1 - 2 * prob), sign(p - .5) * sqrt(v * xs[1] / xs[0]));
	}
	module.exports = quantile;
})), require_factory = __commonJSMin(((exports, module) => {
	var constantFunction = require_lib$103(), kernelBetaincinv = require_lib$1(), isnan = require_lib$94(), sign = require_lib$6(), sqrt = require_lib$107();
	function factory(v) {
		return isnan(v) || v <= 0 ? constantFunction(NaN) : quantile;
		function quantile(p) {
			var prob, xs;
			return isnan(p) || p < 0 || p > 1 ? NaN : (prob = p > .5 ? 1 - p : p, xs = kernelBetaincinv(v / 2, .5, 2 * prob, 1 - 2 * prob), sign(p - .5) * sqrt(v * xs[1] / xs[0]));
		}
	}
	module.exports = factory;
})), require_lib = __commonJSMin(((exports, module) => {
	var setReadOnly = require_lib$104(), main = require_main();
	setReadOnly(main, "factory", require_factory()), module.exports = main;
})), import_lib = __toESM(require_lib$64(), 1), import_lib$1 = __toESM(require_lib$14(), 1), import_lib$2 = __toESM(require_lib$13(), 1), import_lib$3 = __toESM(require_lib$11(), 1), import_lib$4 = __toESM(require_lib$10(), 1), import_lib$5 = __toESM(require_lib(), 1);
function tQuantile(p, df) {
	return (0, import_lib$5.default)(p, df);
}
function tCdf(x, df) {
	return (0, import_lib$4.default)(x, df);
}
function betaCumulative(x, a, b) {
	return (0, import_lib$1.default)(x, a, b);
}
function binomialLower(k, n, p) {
	return (0, import_lib$2.default)(k, n, p);
}
function binomialUpper(k, n, p) {
	return k <= 0 ? 1 : k > n ? 0 : (0, import_lib$1.default)(p, k, n - k + 1);
}
function chiSquareUpper(x, df) {
	return 1 - (0, import_lib$3.default)(x, df);
}
// src/stats/exact-tests.ts
function fisherWorseP(candidateFailures, candidateTrials, baselineFailures, baselineTrials) {
	if (candidateTrials === 0 || baselineTrials === 0) return 1;
	let failures = candidateFailures + baselineFailures, most = Math.min(failures, candidateTrials), p = 0;
	for (let x = candidateFailures; x <= most; x++) p += (0, import_lib.default)(x, candidateTrials + baselineTrials, failures, candidateTrials);
	return Math.min(1, p);
}
function mcNemarMidP(worse, better) {
	let n = worse + better;
	if (n === 0) return 1;
	let most = Math.max(worse, better), atLeast = binomialUpper(most, n, .5), exactly = atLeast - binomialUpper(most + 1, n, .5);
	return Math.min(1, 2 * atLeast - exactly);
}
function stuartMaxwell(table) {
	let at = (i, j) => table[i]?.[j] ?? 0, all = table.map((_, i) => i), kept = all.filter((i) => all.some((j) => j !== i && at(i, j) + at(j, i) > 0)).slice(0, -1);
	if (kept.length === 0) return;
	let rowSum = (i) => all.reduce((sum, j) => sum + at(i, j), 0), columnSum = (i) => all.reduce((sum, j) => sum + at(j, i), 0), shift = kept.map((i) => rowSum(i) - columnSum(i)), solved = solve(kept.map((i) => kept.map((j) => i === j ? rowSum(i) + columnSum(i) - 2 * at(i, i) : -(at(i, j) + at(j, i)))), shift);
	if (solved === void 0) return;
	let chiSquare = shift.reduce((sum, d, i) => sum + d * (solved[i] ?? NaN), 0);
	return {
		chiSquare,
		df: kept.length,
		p: chiSquareUpper(chiSquare, kept.length)
	};
}
function solve(matrix, right) {
	let rows = matrix.map((row, i) => [...row, right[i] ?? NaN]), n = rows.length;
	for (let column = 0; column < n; column++) {
		let best = column;
		for (let i = column; i < n; i++) Math.abs(rows[i]?.[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0) && (best = i);
		let pivotRow = rows[best], pivot = pivotRow?.[column] ?? 0;
		if (pivotRow === void 0 || Math.abs(pivot) < 1e-12) return;
		rows[best] = rows[column] ?? pivotRow, rows[column] = pivotRow;
		for (let [i, row] of rows.entries()) {
			if (i === column) continue;
			let factor = (row[column] ?? 0) / pivot;
			for (let j = column; j <= n; j++) row[j] = (row[j] ?? 0) - factor * (pivotRow[j] ?? 0);
		}
	}
	return rows.map((row, i) => (row[n] ?? NaN) / (row[i] ?? NaN));
}
// src/compare/failure-shift.ts
function isMode(mode, wanted) {
	return mode === wanted || mode?.startsWith(`${wanted}/`) === !0;
}
function failureShift(pairs) {
	let shifted = pairs.flatMap((pair) => {
		let before = firstScored(pair.baseline), after = firstScored(pair.candidate);
		return pair.unpaired !== void 0 || before === void 0 || after === void 0 ? [] : [{
			id: pair.case.id,
			before: before.failure,
			after: after.failure
		}];
	}), modes = [...new Set(shifted.flatMap(({ before, after }) => [before, after]))].filter((mode) => mode !== void 0), categories = [void 0, ...modes.toSorted()], test = stuartMaxwell(categories.map((before) => categories.map((after) => shifted.filter((it) => it.before === before && it.after === after).length)));
	return {
		modes: modes.map((mode) => {
			let appeared = shifted.filter(({ before, after }) => after === mode && before !== mode), fixed = shifted.filter(({ before, after }) => before === mode && after !== mode);
			return {
				mode,
				baseline: shifted.filter(({ before }) => before === mode).length,
				candidate: shifted.filter(({ after }) => after === mode).length,
				appeared: appeared.map(({ id }) => id),
				fixed: fixed.map(({ id }) => id),
				midP: mcNemarMidP(appeared.length, fixed.length)
			};
		}).toSorted((a, b) => b.candidate - a.candidate || b.baseline - a.baseline || (a.mode < b.mode ? -1 : 1)),
		...test === void 0 ? {} : { p: test.p }
	};
}
function firstScored(outcomes) {
	return outcomes.find(({ state }) => state === "scored");
}
// src/stats/summaries.ts
function mean(values) {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}
function variance(values) {
	if (values.length < 2) return NaN;
	let centre = mean(values);
	return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
}
function clamp(value, low, high) {
	return Math.min(high, Math.max(low, value));
}
function harrellDavis(values, p) {
	let n = values.length;
	if (n === 0) return NaN;
	let sorted = values.toSorted((a, b) => a - b), a = (n + 1) * p, b = (n + 1) * (1 - p), spread = 9 * Math.sqrt(p * (1 - p) / (n + 2)), first = clamp(Math.floor(n * (p - spread)), 0, n - 1), last = clamp(Math.ceil(n * (p + spread)), 0, n - 1), below = 0, quantile = 0;
	for (let i = first; i <= last; i++) {
		let upTo = i === last ? 1 : betaCumulative((i + 1) / n, a, b);
		quantile += (upTo - below) * (sorted[i] ?? NaN), below = upTo;
	}
	return quantile;
}
// src/stats/paired-bounds.ts
function tangoBounds(worse, better, n, levels) {
	if (!(n >= 2)) return [-1, 1];
	let zProof = normalQuantile(1 - levels.proof), zBlock = normalQuantile(1 - levels.block);
	return [bisect((change) => tangoScore(worse, better, n, change) <= zProof), bisect((change) => tangoScore(worse, better, n, change) <= -zBlock)];
}
function tangoScore(worse, better, n, d) {
	let change = better - worse - n * d, a = 2 * n, b = -better - worse + (2 * n - better + worse) * d, c = -worse * d * (1 - d), variance = n * (2 * ((Math.sqrt(Math.max(0, b * b - 4 * a * c)) - b) / (2 * a)) + d * (1 - d));
	return variance > 0 ? change / Math.sqrt(variance) : change === 0 ? 0 : Math.sign(change) * 1e400;
}
function bisect(holds) {
	let low = -1, high = 1;
	if (holds(low)) return low;
	for (let step = 0; step < 80; step++) {
		let middle = (low + high) / 2;
		holds(middle) ? high = middle : low = middle;
	}
	return high;
}
function generalLower(changes, level) {
	let n = changes.length, z = normalQuantile(1 - level), k = z * z / n, m = mean(changes), s = mean(changes.map((d) => d * d)), half = k * (1 + 2 * m);
	return m - (half + Math.sqrt(half * half + 4 * (1 + k) * k * Math.max(0, s - m * m))) / (2 * (1 + k));
}
function generalUpper(changes, level) {
	let { centre, standardError, df } = agrestiMin(changes);
	return centre + tQuantile(1 - level, df) * standardError;
}
function agrestiMin(changes) {
	let size = changes.length + 2, centre = changes.reduce((sum, d) => sum + d, 0) / size, variance = (changes.reduce((sum, d) => sum + d * d, 0) + 1) / size - centre * centre;
	return {
		centre,
		standardError: Math.sqrt(variance / size),
		df: changes.length - 1
	};
}
function generalBounds(worst, best, weights, levels) {
	if (!(worst.length >= 2)) return [-1, 1];
	let largest = weights.reduce((most, w) => Math.max(most, w), 0), scale = largest / mean(weights), scaled = (changes) => changes.map((d, i) => d * (weights[i] ?? 1) / largest);
	return [clamp(scale * generalLower(scaled(worst), levels.proof), -1, 1), clamp(scale * generalUpper(scaled(best), levels.block), -1, 1)];
}
function tangoWorseP(worse, better) {
	let changed = worse + better;
	return changed === 0 ? 1 : normalCdf((better - worse) / Math.sqrt(changed));
}
function generalWorseP(changes) {
	if (!(changes.length >= 2)) return 1;
	let { centre, standardError, df } = agrestiMin(changes);
	return tCdf(centre / standardError, df);
}
// src/compare/group-units.ts
function groupUnits(items, caseOf) {
	if (items.every((item) => caseOf(item).group === void 0)) return items.map((item) => [item]);
	let members = new Map();
	for (let item of items) {
		let { group, id } = caseOf(item), key = group === void 0 ? `case ${id}` : `group ${group}`, known = members.get(key);
		known === void 0 ? members.set(key, [item]) : known.push(item);
	}
	return [...members.values()];
}
// src/compare/read-trials.ts
function readTrials(baseline, candidate, limits, readScore) {
	let before = scoredTrials(baseline, readScore, limits.baseline), after = scoredTrials(candidate, readScore, limits.candidate);
	return {
		baseline: before.slice(0, mostBeside(after.length)),
		candidate: after.slice(0, mostBeside(before.length))
	};
}
function scoredTrials(outcomes, readScore, most = 1e400) {
	let trials = [];
	for (let outcome of outcomes) {
		if (trials.length >= most) break;
		let score = readScore(outcome);
		score !== void 0 && trials.push({
			score,
			cached: outcome.cached
		});
	}
	return trials;
}
function mostBeside(others) {
	return others <= 1 ? 1 : 2 * others;
}
function firstTrial(outcomes) {
	return outcomes.find(({ state }) => state !== "lost");
}
function pairedChange(pairs, readScore, limitsOf) {
	let changes = pairs.map((pair) => caseChange(pair, readScore, limitsOf(pair))), scored = changes.filter(isPaired).map(({ pair, baseline, candidate }) => ({
		caseId: pair.case.id,
		baseline,
		candidate
	})), units = unitsOf(changes), grouped = units.some(({ size }) => size > 1), binary = changes.every(({ binarySingle }) => binarySingle), withoutLine = changes.filter(({ pair }) => pair.unpaired !== void 0), lost = changes.filter((change) => change.pair.unpaired === void 0 && !isPaired(change)), usesCache = changes.some((change) => change.usesCache), moved = scored.map(({ candidate, baseline }) => candidate - baseline);
	return {
		cases: pairs.length,
		pairs: scored,
		lost: lost.map(({ pair }) => pair.case.id),
		withoutLine: withoutLine.map(({ pair }) => pair.case.id),
		...scored.length === 0 ? {} : {
			baseline: mean(scored.map(({ baseline }) => baseline)),
			candidate: mean(scored.map(({ candidate }) => candidate)),
			delta: mean(moved)
		},
		worse: scored.filter((_, i) => (moved[i] ?? 0) < -1e-12).map(({ caseId }) => caseId),
		better: scored.filter((_, i) => (moved[i] ?? 0) > 1e-12).map(({ caseId }) => caseId),
		method: binary && !grouped ? "tango" : "general",
		variance: changeVariance(changes),
		usesCache,
		...usesCache ? freshDelta(changes, readScore) : {},
		units
	};
}
function changeBounds(change, levels) {
	let worst = change.units.map((unit) => unit.worst), best = change.units.map((unit) => unit.best);
	if (change.method === "general") return generalBounds(worst, best, change.units.map(({ size }) => size), levels);
	let n = worst.length, [lower] = tangoBounds(count(worst, -1), count(worst, 1), n, levels), [, upper] = tangoBounds(count(best, -1), count(best, 1), n, levels);
	return [lower, upper];
}
function worseP(change) {
	let best = change.units.map((unit) => unit.best);
	return change.method === "tango" ? tangoWorseP(count(best, -1), count(best, 1)) : generalWorseP(best);
}
function count(values, wanted) {
	return values.filter((value) => value === wanted).length;
}
function isPaired(change) {
	return change.pair.unpaired === void 0 && change.baseline !== void 0 && change.candidate !== void 0;
}
function caseChange(pair, readScore, limits) {
	let read = readTrials(pair.baseline, pair.candidate, limits, readScore), baseline = meanScore(read.baseline), candidate = meanScore(read.candidate), usesCache = read.baseline.some(({ cached }) => cached), isBinary = ({ score }) => score === 0 || score === 1;
	return {
		pair,
		...baseline === void 0 ? {} : { baseline },
		...candidate === void 0 ? {} : { candidate },
		usesCache,
		binarySingle: read.baseline.length <= 1 && read.candidate.length <= 1 && read.baseline.every(isBinary) && read.candidate.every(isBinary)
	};
}
function meanScore(trials) {
	return trials.length === 0 ? void 0 : mean(trials.map(({ score }) => score));
}
function unitsOf(changes) {
	return groupUnits(changes, ({ pair }) => pair.case).map((unit) => ({
		size: unit.length,
		worst: mean(unit.map(({ baseline, candidate }) => (candidate ?? 0) - (baseline ?? 1))),
		best: mean(unit.map(({ baseline, candidate }) => (candidate ?? 1) - (baseline ?? 0)))
	}));
}
function changeVariance(changes) {
	let units = unitsOf(changes.filter(isPaired)), meanSize = mean(units.map(({ size }) => size)), spread = variance(units.map(({ size, best }) => best * size / meanSize)), least = 1 / (units.length + 2);
	return spread > least ? spread : least;
}
function freshDelta(changes, readScore) {
	let paired = changes.filter(isPaired), deltas = paired.flatMap(({ pair, candidate }) => {
		let fresh = meanScore(scoredTrials(pair.baseline, readScore).filter(({ cached }) => !cached));
		return fresh === void 0 ? [] : [candidate - fresh];
	});
	return deltas.length === 0 || deltas.length < paired.length ? {} : { freshDelta: mean(deltas) };
}
// src/stats/multiplicity.ts
function benjaminiHochberg(pValues) {
	let m = pValues.length, order = pValues.map((p, i) => ({
		p,
		i
	})).toSorted((a, b) => b.p - a.p), adjusted = Array.from({ length: m }), least = 1;
	for (let [rank, { p, i }] of order.entries()) least = Math.min(least, p * m / (m - rank)), adjusted[i] = least;
	return adjusted;
}
// src/decide/read-scores.ts
function trialLimits({ trials, critical }) {
	let screened = {
		...trials,
		candidate: Math.min(trials.candidate, critical.trials)
	};
	return (pair) => pair.case.critical && !critical.any ? screened : trials;
}
function readQuality(outcome) {
	return outcome.state === "scored" ? outcome.quality : void 0;
}
function readScorer(name) {
	return (outcome) => {
		let score = outcome.scores.get(name);
		return score === void 0 ? outcome.failure === "app_error" ? 0 : void 0 : score.scored ? score.value : void 0;
	};
}
function readMode(mode) {
	return (outcome) => outcome.state === "scored" ? +!isMode(outcome.failure, mode) : void 0;
}
function withTag(pairs, tag) {
	return pairs.filter((pair) => pair.case.tags.includes(tag));
}
function isOver(value, limit) {
	return !(value <= limit + 1e-12);
}
function silentRule(id, blocking, message, extra = {}) {
	return {
		id,
		blocking,
		takesShare: !1,
		decide: () => ({
			rule: id,
			status: blocking ? "inconclusive" : "not_applicable",
			message,
			...extra
		})
	};
}
// src/decide/score-change-rule.ts
function planScoreChange(spec) {
	return {
		id: spec.id,
		blocking: spec.blocking,
		takesShare: spec.blocking && spec.change.cases > 0,
		decide: (levels) => decideScoreChange(spec, levels)
	};
}
function decideScoreChange(spec, levels) {
	let { change, maxDrop } = spec, base = {
		rule: spec.id,
		status: "inconclusive",
		...spec.blocking ? {} : { advisory: !0 },
		levels,
		limit: { [spec.limitKey]: maxDrop },
		n: change.cases,
		message: ""
	};
	if (change.cases === 0) {
		let interval = [-1, 1];
		return {
			...base,
			interval,
			message: `${spec.label}: no case serves this rule, so nothing can be said.`
		};
	}
	let [lower, upper] = changeBounds(change, levels), figures = {
		...base,
		interval: [lower, upper],
		method: change.method,
		worse: change.worse.length,
		better: change.better.length
	}, delta = change.delta;
	if (change.baseline === void 0 || change.candidate === void 0 || delta === void 0 || Number.isNaN(delta)) return {
		...figures,
		message: `${spec.label}: no case was scored on both arms.`
	};
	let turned = spec.limitKey === "max_increase", beyond = isOver(-delta, maxDrop), proven = beyond ? upper < 0 : lower > -maxDrop, provenOnFresh = !beyond || !proven || confirmedByFresh(change, maxDrop), measured = {
		...figures,
		measured: beyond ? "beyond" : "within",
		proven: proven && provenOnFresh,
		baseline: turned ? 1 - change.baseline : change.baseline,
		candidate: turned ? 1 - change.candidate : change.candidate,
		delta,
		detectable: detectableDrop(change.variance, change.units.length, levels.block, maxDrop),
		...provable(change, maxDrop, levels),
		...change.worse.length > 0 ? { cases: [...change.worse] } : {}
	}, missing = missingSentence(spec);
	if (missing !== void 0) return {
		...measured,
		status: "inconclusive",
		proven: !1,
		message: missing
	};
	let status = beyond ? proven && provenOnFresh ? "fail" : "not_proven" : within(spec, proven), decided = {
		...measured,
		status
	};
	return {
		...decided,
		message: sentence$1(spec, decided, [lower, upper], proven && !provenOnFresh)
	};
}
function within(spec, proven) {
	return proven || !spec.needsProof ? "pass" : "not_proven";
}
function confirmedByFresh(change, maxDrop) {
	return !change.usesCache || change.freshDelta !== void 0 && change.freshDelta < -maxDrop / 2;
}
function provable(change, maxDrop, levels) {
	let cases = casesToProve(change.variance, maxDrop, levels.proof);
	return Number.isFinite(cases) ? { cases_to_prove: cases } : {};
}
function missingSentence({ label, change, maxMissing }) {
	if (change.withoutLine.length > 0) return `${label}: ${counted(change.withoutLine.length, "case")} of ${change.cases} cannot be compared (${listed$1(change.withoutLine)}).`;
	if (isOver(change.lost.length / change.cases, maxMissing)) return `${label}: ${change.lost.length} of ${counted(change.cases, "case")} lost their score on an arm, more than ${percent(maxMissing)}.`;
}
function sentence$1(spec, rule, [lower, upper], onlyCached) {
	let { label, change, maxDrop } = spec, from = `${percent(rule.baseline ?? NaN)} → ${percent(rule.candidate ?? NaN)}`, on = counted(change.pairs.length, "case"), sign = spec.limitKey === "max_increase" ? -1 : 1, moved = points(sign * (rule.delta ?? NaN)), cases = `${counted(change.worse.length, "case")} got worse, ${change.better.length} better.`, tolerance = plainPoints(maxDrop);
	if (onlyCached) return `${label} ${from} on ${on}, but only against cached baseline trials: ${moved} points is not a verdict until fresh baseline trials confirm it. ${cases}`;
	if (rule.status === "fail") return `${label} regressed: ${from} on ${on}: ${moved} points, at best ${points(sign * upper)}; ${tolerance} tolerated. ${cases}`;
	if (rule.measured === "beyond") return `${label} measured ${moved} points (${from} on ${on}), not proven: at worst ${points(sign * lower)}, at best ${points(sign * upper)}; ${tolerance} tolerated. ${cases}`;
	if (rule.proven === !0) return `${label} ${lower > 0 ? "improved, proven" : `no worse than ${tolerance} points, proven`}: ${moved} points, at worst ${points(sign * lower)}; ${on}. ${cases}`;
	let sure = upper < 0 ? " It is worse, within the tolerance." : "";
	return `${label} ${moved} points (${from}), within ${tolerance}. ${on} rule out a drop beyond ${plainPoints(lower)}.${sure} ${cases}`;
}
// src/decide/advisory-rules.ts
function adviseSlices(pairs, policy, levels) {
	let limitsOf = trialLimits(policy), slices = [...new Set(pairs.flatMap((pair) => pair.case.tags))].toSorted().filter((tag) => policy.slices[tag] === void 0).map((tag) => ({
		tag,
		change: pairedChange(withTag(pairs, tag), readQuality, limitsOf)
	})), adjusted = benjaminiHochberg(slices.map(({ change }) => worseP(change)));
	return slices.map(({ tag, change }, i) => {
		let rule = decideScoreChange({
			id: `slice:${tag}`,
			label: `Slice \`${tag}\``,
			change,
			maxDrop: policy.quality.maxDrop,
			limitKey: "max_drop",
			blocking: !1,
			needsProof: !1,
			maxMissing: policy.maxMissing
		}, levels);
		return rule.status === "fail" && !((adjusted[i] ?? 1) <= levels.block) ? {
			...rule,
			status: "not_proven",
			proven: !1
		} : rule;
	});
}
function adviseModes(pairs, { modes }, policy, levels) {
	let limitsOf = trialLimits(policy);
	return modes.filter(({ mode }) => policy.failures[mode] === void 0).map(({ mode, baseline, candidate, midP }) => {
		let change = pairedChange(pairs, readMode(mode), limitsOf), [lower, upper] = changeBounds(change, levels);
		return {
			rule: `failure:${mode}`,
			status: "not_applicable",
			advisory: !0,
			...change.baseline === void 0 || change.candidate === void 0 ? {} : {
				baseline: 1 - change.baseline,
				candidate: 1 - change.candidate
			},
			...change.delta === void 0 ? {} : { delta: change.delta },
			interval: [lower, upper],
			levels,
			n: change.cases,
			method: change.method,
			message: `Failures by \`${mode}\`: ${baseline} → ${candidate} cases (McNemar mid-p ${midP.toPrecision(2)}); the policy does not name this mode.`
		};
	});
}
// src/decide/apply-waivers.ts
const unwaivable = new Set(["evidence", "judge"]);
function applyWaivers(rules, waivers, today) {
	let live = waivers.filter(({ expires }) => expires >= today), waived = rules.map((rule) => {
		let waiver = live.find((candidate) => covers(candidate, rule));
		return waiver === void 0 ? rule : {
			...rule,
			waived: waiver.id
		};
	}), used = new Set(waived.map((rule) => rule.waived));
	return {
		rules: waived,
		waivers: waivers.map(({ id, rule, cases, reason, approvedBy, expires }) => ({
			id,
			rule,
			...cases === void 0 ? {} : { cases: [...cases] },
			reason,
			approved_by: approvedBy,
			expires,
			state: used.has(id) ? "used" : expires >= today ? "unused" : "expired"
		}))
	};
}
function covers(waiver, rule) {
	if (waiver.rule !== rule.rule || unwaivable.has(rule.rule) || rule.advisory === !0 || rule.status === "pass" || rule.status === "not_applicable") return !1;
	if (waiver.cases === void 0) return !0;
	let named = rule.cases ?? [];
	return named.length > 0 && named.every((id) => waiver.cases?.includes(id));
}
// src/decide/changed-cases.ts
function changedCases(quality, pairs) {
	let byId = new Map(pairs.map((pair) => [pair.case.id, pair])), moved = new Set([...quality.worse, ...quality.better]), changed = quality.pairs.filter(({ caseId }) => moved.has(caseId)), isCritical = (id) => byId.get(id)?.case.critical === !0;
	return changed.map(({ caseId, baseline, candidate }) => {
		let failure = byId.get(caseId)?.candidate.find((outcome) => outcome.passed === !1)?.failure;
		return {
			case: caseId,
			baseline,
			candidate,
			...failure === void 0 ? {} : { failure },
			...isCritical(caseId) ? { critical: !0 } : {}
		};
	}).toSorted((a, b) => Number(isCritical(b.case)) - Number(isCritical(a.case)) || a.candidate - a.baseline - (b.candidate - b.baseline) || (a.case < b.case ? -1 : 1));
}
// src/decide/evidence-rule.ts
function countEvidence(pairs, arm, run) {
	let outcomes = pairs.map((pair) => pair[arm]).filter((it) => it.length > 0), scored = outcomes.filter((it) => it.some(({ state }) => state === "scored")).length, lost = outcomes.filter((it) => it.every(({ state }) => state === "lost")).length;
	return {
		planned: Math.max(pairs.length, plannedCases$1(run)),
		run: outcomes.length,
		scored,
		infra_errors: lost,
		unscored: outcomes.length - scored - lost
	};
}
function plannedCases$1({ planned, end }) {
	return end?.reason === "look" || end?.reason === "early_stop" ? end.cases : planned.cases;
}
const endings = {
	budget: "reached its budget",
	deadline: "reached its deadline",
	signal: "was stopped by a signal",
	outage: "was ended by an outage at the provider"
};
function decideEvidence(pairs, quality, runs, policy) {
	let gaps = [
		...pairs.length === 0 ? ["There is no case to decide on."] : [],
		...armGaps(pairs, "baseline", runs.baseline),
		...armGaps(pairs, "candidate", runs.candidate),
		...unpairedGaps(pairs),
		...lostGap(pairs, quality, policy.maxMissing),
		...pairs.length > 0 && quality.pairs.length < policy.minCases ? [`${counted(quality.pairs.length, "case")} scored on both arms, and \`min_cases\` asks for ${policy.minCases}.`] : []
	], without = [...quality.withoutLine, ...quality.lost];
	return {
		rule: "evidence",
		status: gaps.length === 0 ? "pass" : "inconclusive",
		n: pairs.length,
		message: gaps.length === 0 ? `${counted(pairs.length, "case")} planned, run and scored on both arms${lostNote(quality)}.` : gaps.join(" "),
		...gaps.length > 0 && without.length > 0 ? { cases: without } : {}
	};
}
function lostNote({ lost }) {
	return lost.length === 0 ? "" : `, but for ${counted(lost.length, "case")} lost on an arm (${listed$1(lost)})`;
}
function armGaps(pairs, arm, run) {
	let ending = run.end === void 0 ? void 0 : endings[run.end.reason], absent = pairs.filter((pair) => pair[arm].length === 0).map((pair) => pair.case.id), notThere = Math.max(absent.length, plannedCases$1(run) - run.casesRun), trials = run.planned.trials ?? 1, short = pairs.filter((pair) => pair[arm].length > 0 && pair[arm].length < trials).map((pair) => pair.case.id), named = absent.length > 0 ? ` (${listed$1(absent)})` : "";
	return [
		...ending === void 0 ? [] : [`The ${arm} run ${ending} after ${counted(run.end?.cases ?? 0, "case")}.`],
		...notThere > 0 ? [`${counted(notThere, "planned case")} ${notThere === 1 ? "has" : "have"} no ${arm} result${named}.`] : [],
		...short.length > 0 ? [`${counted(short.length, "case")} ${short.length === 1 ? "has" : "have"} fewer than the ${trials} planned ${arm} trials (${listed$1(short)}).`] : []
	];
}
function unpairedGaps(pairs) {
	let other = pairs.filter(({ unpaired }) => unpaired === "other_case").map((pair) => pair.case.id), scorers = pairs.some(({ unpaired }) => unpaired === "other_scorers");
	return [...other.length > 0 ? [`${counted(other.length, "case")} ran in another version on each arm (${listed$1(other)}).`] : [], ...scorers ? ["The two records were scored by different scorers, so no case pairs."] : []];
}
function lostGap(pairs, { lost, cases }, maxMissing) {
	if (!isOver(lost.length / cases, maxMissing)) return [];
	let lostOn = (arm) => pairs.filter((pair) => pair[arm].length > 0 && pair[arm].every(({ state }) => state === "lost")).length, unscored = (arm) => pairs.filter((pair) => pair[arm].some(({ state }) => state === "unscored") && pair[arm].every(({ state }) => state !== "scored")).length;
	return [`${[
		[lostOn("candidate"), "of the candidate's cases failed at the provider"],
		[lostOn("baseline"), "of the baseline's cases failed at the provider"],
		[unscored("candidate"), "of the candidate's cases have no score"],
		[unscored("baseline"), "of the baseline's cases have no score"]
	].filter(([count]) => count > 0).map(([count, what]) => `${percent(count / cases)} ${what}`).join(", ")}; ${percent(maxMissing)} may be missing.`];
}
// src/compare/figures.ts
function armFigures(pairs, arm, figure) {
	let known = pairs.map((pair) => readFigure(pair[arm], figure)), values = known.filter((value) => value !== void 0);
	return {
		values,
		unknown: known.length - values.length,
		withoutLine: pairs.filter((pair) => pair[arm].length === 0).map((pair) => pair.case.id)
	};
}
function pairedFigures(pairs, figure) {
	let both = pairs.flatMap((pair) => {
		let baseline = readFigure(pair.baseline, figure), candidate = readFigure(pair.candidate, figure);
		return pair.unpaired !== void 0 || baseline === void 0 || candidate === void 0 ? [] : [{
			baseline,
			candidate
		}];
	});
	return {
		baseline: both.map(({ baseline }) => baseline),
		candidate: both.map(({ candidate }) => candidate),
		unknown: pairs.length - both.length,
		withoutLine: pairs.filter(({ unpaired }) => unpaired !== void 0).map((pair) => pair.case.id),
		cached: pairs.some(({ baseline, candidate }) => firstTrial(baseline)?.cached === !0 || firstTrial(candidate)?.cached === !0)
	};
}
function readFigure(outcomes, figure) {
	let first = firstTrial(outcomes);
	return first === void 0 ? void 0 : figure(first);
}
// src/compare/first-scores.ts
function firstScores(pairs, readScore) {
	let first = (pair, arm) => {
		let trial = firstTrial(pair[arm]);
		return trial === void 0 ? void 0 : readScore(trial);
	}, cases = pairs.map((pair) => ({
		pair,
		candidate: first(pair, "candidate")
	})), after = cases.map(({ candidate }) => candidate).filter((score) => score !== void 0), before = pairs.map((pair) => first(pair, "baseline")).filter((score) => score !== void 0);
	return {
		cases,
		...before.length === 0 ? {} : { baseline: mean(before) },
		...after.length === 0 ? {} : { candidate: mean(after) },
		unknown: cases.length - after.length,
		withoutLine: pairs.filter((pair) => pair.candidate.length === 0).length
	};
}
function firstScoreBounds({ cases }, min, levels) {
	let units = groupUnits(cases, ({ pair }) => pair.case), distance = (lost) => units.map((unit) => mean(unit.map(({ candidate }) => (candidate ?? lost) - min))), sizes = units.map((unit) => unit.length), [lower, upper] = generalBounds(distance(0), distance(1), sizes, levels);
	return [lower + min, upper + min];
}
// src/decide/critical-rule.ts
function planCritical(pairs, policy) {
	let critical = pairs.filter((pair) => pair.case.critical);
	return critical.length === 0 ? {
		id: "critical",
		blocking: !1,
		takesShare: !1,
		decide: () => ({
			rule: "critical",
			status: "not_applicable",
			message: "No case is critical."
		})
	} : {
		id: "critical",
		blocking: !0,
		takesShare: !0,
		decide: ({ block, proof }) => {
			let flagged = critical.filter((pair) => isFlagged(pair, policy)).length, level = block / Math.max(1, flagged);
			return describe(critical.map((pair) => judgeCase(pair, policy, level)), policy, {
				proof,
				block: level
			});
		}
	};
}
function scored(outcomes) {
	return outcomes.filter(({ state, passed }) => state === "scored" && passed !== void 0);
}
function failures(outcomes) {
	return outcomes.filter(({ passed }) => passed === !1).length;
}
function isFlagged(pair, policy) {
	let screened = scored(pair.candidate).slice(0, policy.any ? void 0 : policy.trials);
	return pair.unpaired === void 0 && failures(screened) > 0;
}
function judgeCase(pair, policy, level) {
	let id = pair.case.id, candidate = scored(pair.candidate), baseline = scored(pair.baseline);
	if (pair.unpaired !== void 0 || candidate.length === 0) return {
		id,
		state: "no_evidence",
		counts: "no result"
	};
	if (!isFlagged(pair, policy)) return {
		id,
		state: "passing"
	};
	if (policy.any) return {
		id,
		state: "broken",
		counts: `${failures(candidate)} of ${candidate.length} trials fail`
	};
	let confirmation = candidate.slice(policy.trials, policy.trials + policy.confirm), before = failures(baseline), counts = `${failures(confirmation)} of ${confirmation.length} trials fail, baseline ${before} of ${baseline.length}`;
	if (fisherWorseP(failures(confirmation), confirmation.length, before, baseline.length) <= level) return {
		id,
		state: "broken",
		counts
	};
	if (before > baseline.length / 2) return {
		id,
		state: "already_failing",
		counts
	};
	if (confirmation.length >= policy.confirm && baseline.length > 0) return {
		id,
		state: "flaky",
		counts
	};
	let needed = policy.trials + policy.confirm;
	return {
		id,
		state: "no_evidence",
		counts: `fails, and has ${candidate.length} of the ${needed} trials that decide`
	};
}
function describe(findings, policy, levels) {
	let of = (state) => findings.filter((finding) => finding.state === state), broken = of("broken"), open = of("no_evidence"), status = broken.length > 0 ? "fail" : open.length > 0 ? "inconclusive" : "pass", named = status === "fail" ? broken : open, notes = [
		...broken.map(({ id, counts }) => `\`${id}\` broke: ${counts}.`),
		...open.map(({ id, counts }) => `\`${id}\`: ${counts}.`),
		...of("flaky").map(({ id, counts }) => `\`${id}\` is flaky: ${counts}.`),
		...of("already_failing").map(({ id }) => `\`${id}\` was already failing.`)
	], shown = notes.slice(0, 5).join(" "), more = notes.length > 5 ? ` And ${notes.length - 5} more.` : "", deterministic = policy.any ? " `any` is on: the first failure blocks, whatever the baseline did." : "", clean = status === "pass" && notes.length === 0 ? `${counted(findings.length, "critical case")}, none broken.` : "", lead = status === "fail" ? `${counted(broken.length, "critical case")} broke (${listed$1(broken.map(({ id }) => id))}): ` : "";
	return {
		rule: "critical",
		status,
		...status === "inconclusive" ? {} : {
			measured: status === "fail" ? "beyond" : "within",
			proven: status === "fail" && !policy.any
		},
		baseline: findings.length - of("already_failing").length,
		candidate: of("passing").length + of("flaky").length,
		levels,
		limit: policy.any ? { any: !0 } : {
			trials: policy.trials,
			confirm: policy.confirm
		},
		n: findings.length,
		method: policy.any ? "any" : "fisher",
		message: `${lead}${clean}${shown}${more}${deterministic}`,
		...named.length > 0 ? { cases: named.map(({ id }) => id) } : {}
	};
}
function geometricRatio(baseline, candidate, levels) {
	let logs = candidate.map((value, i) => Math.log(value / (baseline[i] ?? NaN))), centre = mean(logs), n = logs.length;
	if (n < 2) return {
		ratio: Math.exp(centre),
		lower: Math.exp(-700),
		upper: Math.exp(700)
	};
	let standardError = Math.sqrt(variance(logs) / n), reach = (level) => Math.min(700, tQuantile(1 - level, n - 1) * standardError);
	return {
		ratio: Math.exp(centre),
		lower: Math.exp(centre - reach(levels.block)),
		upper: Math.exp(centre + reach(levels.proof))
	};
}
function fiellerRatio(baseline, candidate, levels) {
	let ratio = mean(candidate) / mean(baseline), lower = fiellerRoots(baseline, candidate, levels.block)?.[0], upper = fiellerRoots(baseline, candidate, levels.proof)?.[1];
	return {
		ratio,
		...lower === void 0 ? {} : { lower },
		...upper === void 0 ? {} : { upper }
	};
}
function fiellerRoots(baseline, candidate, level) {
	let n = baseline.length;
	if (n < 2) return;
	let b = mean(baseline), c = mean(candidate), covariance = candidate.reduce((sum, value, i) => sum + (value - c) * ((baseline[i] ?? NaN) - b), 0) / (n - 1), t2 = tQuantile(1 - level, n - 1) ** 2 / n, a2 = b * b - t2 * variance(baseline);
	if (!(a2 > 0)) return;
	let a1 = b * c - t2 * covariance, a0 = c * c - t2 * variance(candidate), root = Math.sqrt(Math.max(0, a1 * a1 - a2 * a0));
	return [(a1 - root) / a2, (a1 + root) / a2];
}
function meanBounds(values, levels) {
	let centre = mean(values), n = values.length;
	if (n < 2) return { mean: centre };
	let standardError = Math.sqrt(variance(values) / n);
	return {
		mean: centre,
		lower: centre - tQuantile(1 - levels.block, n - 1) * standardError,
		upper: centre + tQuantile(1 - levels.proof, n - 1) * standardError
	};
}
// src/decide/ratio-rules.ts
function planLatencyDelta(spec) {
	return spec.figures.cached ? {
		id: spec.id,
		blocking: spec.maxRatio !== void 0,
		takesShare: !1,
		decide: () => ({
			rule: spec.id,
			status: "not_applicable",
			message: `${spec.label}: some first trials came from the cache, and a cached latency is never compared.`
		})
	} : planRatio(spec, geometricRatio, "log_ratio_t", geometricMean);
}
function planCostDelta(spec) {
	return planRatio(spec, fiellerRatio, "fieller", mean);
}
function geometricMean(values) {
	return Math.exp(mean(values.map(Math.log)));
}
function planRatio(spec, bound, method, summarise) {
	let { id, label, figures, maxRatio, maxMissing } = spec, blocking = maxRatio !== void 0, n = figures.baseline.length, all = n + figures.unknown;
	return figures.withoutLine.length > 0 || all === 0 || isOver(figures.unknown / all, maxMissing) ? silentRule(id, blocking, `${label} is unknown on one arm for ${figures.unknown} of ${counted(all, "case")}, so the arms cannot be compared.`) : {
		id,
		blocking,
		takesShare: blocking,
		decide: (levels) => {
			let { ratio: measured, lower, upper } = bound(figures.baseline, figures.candidate, levels);
			if (!Number.isFinite(measured) || measured < 0) {
				let message = `${label}: the baseline's is 0, so there is no ratio.`;
				return {
					rule: id,
					status: blocking ? "inconclusive" : "not_applicable",
					levels,
					n,
					message
				};
			}
			let base = {
				rule: id,
				status: "not_applicable",
				baseline: summarise(figures.baseline),
				candidate: summarise(figures.candidate),
				delta: measured - 1,
				levels,
				n,
				method,
				...lower === void 0 || upper === void 0 ? {} : { interval: [upper - 1, lower - 1] },
				message: `${label} ${ratio(measured)}; no limit in the policy.`
			};
			if (maxRatio === void 0) return {
				...base,
				advisory: !0
			};
			let beyond = isOver(measured, maxRatio), proven = beyond ? lower !== void 0 && lower > 1 : upper !== void 0 && upper <= maxRatio, sure = proven ? "proven" : beyond ? "not proven" : "measured";
			return {
				...base,
				status: beyond ? proven ? "fail" : "not_proven" : "pass",
				measured: beyond ? "beyond" : "within",
				proven,
				limit: { max_ratio: maxRatio },
				message: beyond ? `${label} ${ratio(measured)} is over ${ratio(maxRatio)} (${sure}).` : `${label} ${ratio(measured)}, within ${ratio(maxRatio)} (${sure}).`
			};
		}
	};
}
// src/decide/slo-rules.ts
const quantile = .95, shareOver = .050000000000000044;
function planP95Slo(spec, limitKey) {
	return planSlo(spec, (limit, levels) => {
		let values = spec.candidate.values, n = values.length, over = values.filter((value) => !(value <= limit)).length, beyond = isOver(over / n, shareOver), proven = beyond ? binomialUpper(over, n, shareOver) <= levels.block : binomialLower(over, n, shareOver) <= levels.proof, enough = fewestToProveQuantile(quantile, levels.proof), howSure = proven ? "proven" : `measured; proof needs ${enough} requests with none over`;
		return {
			...figuresOf(spec, (known) => harrellDavis(known, quantile)),
			limit: { [limitKey]: limit },
			method: "binomial",
			over,
			beyond,
			proven,
			message: beyond ? `${spec.label} over ${ms(limit)}: ${over} of ${counted(n, "request")} are over, 5% may be (${proven ? "proven" : "not proven"}).${alreadyMissed(spec, limit)}` : `${spec.label} within ${ms(limit)}: ${over} of ${counted(n, "request")} over (${howSure}).`
		};
	});
}
function alreadyMissed({ baseline }, limit) {
	return baseline.values.filter((value) => value > limit).length / baseline.values.length > shareOver ? " Over its SLO, as it already was before this change." : "";
}
function planCostSlo(spec) {
	return planSlo(spec, (limit, levels) => {
		let bounds = meanBounds(spec.candidate.values, levels), beyond = isOver(bounds.mean, limit), proven = beyond ? bounds.lower !== void 0 && isOver(bounds.lower, limit) : bounds.upper !== void 0 && bounds.upper <= limit, before = spec.baseline.values.length > 0 && isOver(mean(spec.baseline.values), limit);
		return {
			...figuresOf(spec, mean),
			limit: { per_request_usd: limit },
			method: "t",
			...bounds.lower === void 0 || bounds.upper === void 0 ? {} : { interval: [bounds.upper, bounds.lower] },
			beyond,
			proven,
			message: beyond ? `Cost per request ${usd(bounds.mean)} is over ${usd(limit)} (${proven ? "proven" : "not proven"}).${before ? " Over its SLO, as it already was before this change." : ""}` : `Cost per request ${usd(bounds.mean)} within ${usd(limit)} (${proven ? "proven" : "measured"}).`
		};
	});
}
function planQualitySlo(id, label, scores, min, maxMissing) {
	return min === void 0 ? silentRule(id, !1, `${label}: no \`min\` in the policy.`) : scores.cases.length === 0 ? silentRule(id, !0, `${label}: no case serves this rule.`, { limit: { min } }) : {
		id,
		blocking: !0,
		takesShare: !0,
		decide: (levels) => decideQualitySlo(id, label, scores, min, maxMissing, levels)
	};
}
function decideQualitySlo(id, label, scores, min, maxMissing, levels) {
	let { baseline, candidate } = scores, n = scores.cases.length, [lower, upper] = firstScoreBounds(scores, min, levels), figures = {
		rule: id,
		status: "inconclusive",
		...baseline === void 0 ? {} : { baseline },
		levels,
		limit: { min },
		n,
		interval: [lower, upper],
		method: "general",
		message: `${label}: no candidate output was scored.`
	};
	if (candidate === void 0 || Number.isNaN(candidate)) return figures;
	let beyond = isOver(min, candidate), proven = beyond ? upper < min : lower >= min, measured = {
		...figures,
		measured: beyond ? "beyond" : "within",
		candidate
	};
	if (scores.withoutLine > 0 || isOver(scores.unknown / n, maxMissing)) {
		let message = `${label}: ${scores.unknown} of ${counted(n, "case")} have no score.`;
		return {
			...measured,
			proven: !1,
			message
		};
	}
	let sure = proven ? "proven" : beyond ? "not proven" : "measured", already = baseline !== void 0 && isOver(min, baseline) ? " It was already below before this change." : "";
	return {
		...measured,
		proven,
		status: beyond ? proven ? "fail" : "not_proven" : "pass",
		message: beyond ? `${label} ${percent(candidate)} is below ${percent(min)} (${sure}).${already}` : `${label} ${percent(candidate)}, at least ${percent(min)} (${sure}).`
	};
}
function planSlo(spec, find) {
	let { id, label, candidate, limit, maxMissing } = spec, all = candidate.values.length + candidate.unknown;
	if (limit === void 0) {
		let known = figuresOf(spec, (values) => id === "cost_slo" ? mean(values) : harrellDavis(values, quantile)), shown = known.candidate === void 0 ? {} : {
			advisory: !0,
			...known
		};
		return silentRule(id, !1, `${label}: no limit in the policy.`, shown);
	}
	return all === 0 ? silentRule(id, !0, `${label}: there is no case.`) : candidate.withoutLine.length > 0 || isOver(candidate.unknown / all, maxMissing) || candidate.values.some(Number.isNaN) ? silentRule(id, !0, `${label} is unknown for ${candidate.unknown} of ${counted(all, "case")}, so its limit cannot be checked.`) : {
		id,
		blocking: !0,
		takesShare: !0,
		decide: (levels) => {
			let { beyond, ...finding } = find(limit, levels);
			return {
				rule: id,
				status: beyond ? finding.proven === !0 ? "fail" : "not_proven" : "pass",
				measured: beyond ? "beyond" : "within",
				levels,
				...finding
			};
		}
	};
}
function figuresOf({ baseline, candidate }, summarise) {
	return {
		...baseline.values.length === 0 ? {} : { baseline: summarise(baseline.values) },
		...candidate.values.length === 0 ? {} : { candidate: summarise(candidate.values) },
		n: candidate.values.length
	};
}
// src/decide/plan-rules.ts
function planRules(input, quality) {
	let { policy, pairs } = input, limitsOf = trialLimits(policy), { maxMissing } = policy, slo = (id, label, figure, limit) => ({
		id,
		label,
		baseline: armFigures(pairs, "baseline", figure),
		candidate: armFigures(pairs, "candidate", figure),
		...limit === void 0 ? {} : { limit },
		maxMissing
	}), ratio = (id, label, figure, maxRatio) => ({
		id,
		label,
		figures: pairedFigures(pairs, figure),
		...maxRatio === void 0 ? {} : { maxRatio },
		maxMissing
	}), latency = (outcome) => outcome.latencyMs, firstToken = (outcome) => outcome.ttftMs, cost = (outcome) => outcome.costUsd, change = (id, label, measured, maxDrop, limitKey) => planScoreChange({
		id,
		label,
		change: measured,
		maxDrop,
		limitKey,
		blocking: !0,
		needsProof: !1,
		maxMissing
	});
	return {
		critical: planCritical(pairs, policy.critical),
		quality: planScoreChange({
			id: "quality",
			label: "Quality",
			change: quality,
			maxDrop: policy.quality.maxDrop,
			limitKey: "max_drop",
			blocking: !0,
			needsProof: !0,
			maxMissing
		}),
		others: [
			planQualitySlo("quality_slo", "Quality", firstScores(pairs, readQuality), policy.quality.min, maxMissing),
			planP95Slo(slo("latency_slo", "p95 latency", latency, policy.latency.p95Ms), "p95_ms"),
			planP95Slo(slo("ttft_slo", "p95 time to first token", firstToken, policy.latency.ttftP95Ms), "ttft_p95_ms"),
			planLatencyDelta(ratio("latency_delta", "Typical latency", latency, policy.latency.maxRatio)),
			planCostSlo(slo("cost_slo", "Cost per request", cost, policy.cost.perRequestUsd)),
			planCostDelta(ratio("cost_delta", "Cost", cost, policy.cost.maxRatio)),
			...input.scorers.flatMap((scorer) => planScorer(input, scorer)),
			...Object.entries(policy.failures).map(([mode, { maxIncrease }]) => change(`failure:${mode}`, `Failures by \`${mode}\``, pairedChange(pairs, readMode(mode), limitsOf), maxIncrease, "max_increase")),
			...Object.entries(policy.slices).map(([tag, { maxDrop }]) => change(`slice:${tag}`, `Slice \`${tag}\``, pairedChange(withTag(pairs, tag), readQuality, limitsOf), maxDrop, "max_drop"))
		]
	};
}
function planScorer(input, scorer) {
	let { policy, scorers } = input, limitsOf = trialLimits(policy), { name, maxDrop, min, type } = scorer, ids = input.caseIdsByScorer.get(name), pairs = input.pairs.filter((pair) => ids?.has(pair.case.id) === !0), decidesLater = type === "judge" || type === "pairwise" || type === "command" || type === "module", blocking = maxDrop !== void 0 && !decidesLater, showsAlone = scorers.length === 1 && !blocking, label = `Scorer \`${name}\``;
	return [...showsAlone ? [] : [planScoreChange({
		id: `scorer:${name}`,
		label,
		change: pairedChange(pairs, readScorer(name), limitsOf),
		maxDrop: maxDrop ?? policy.quality.maxDrop,
		limitKey: "max_drop",
		blocking,
		needsProof: !1,
		maxMissing: policy.maxMissing
	})], ...min === void 0 || decidesLater ? [] : [planQualitySlo(`scorer_slo:${name}`, label, firstScores(pairs, readScorer(name)), min, policy.maxMissing)]];
}
// src/decide/reach-verdict.ts
function decides(rule) {
	return rule.advisory !== !0 && rule.waived === void 0;
}
function conclude(rules, notProven) {
	let speaking = rules.filter(decides).toSorted((a, b) => weight(a) - weight(b)), failed = speaking.filter(({ status }) => status === "fail");
	if (failed.length > 0) return {
		verdict: "fail",
		proven: !0,
		because: "fail",
		deciding: failed
	};
	let silent = speaking.filter(({ status }) => status === "inconclusive");
	if (silent.length > 0) return {
		verdict: "inconclusive",
		proven: !1,
		because: "evidence",
		deciding: silent
	};
	let open = speaking.filter(({ status }) => status === "not_proven"), beyond = open.filter(({ measured }) => measured !== "within");
	return beyond.length > 0 ? {
		verdict: "inconclusive",
		proven: !1,
		because: "cannot_tell",
		deciding: beyond
	} : open.length === 0 ? {
		verdict: "pass",
		proven: !0,
		because: "proven",
		deciding: []
	} : notProven === "block" ? {
		verdict: "inconclusive",
		proven: !1,
		because: "not_proven",
		deciding: open
	} : {
		verdict: "pass",
		proven: !1,
		because: "no_regression",
		deciding: open
	};
}
function weight({ rule }) {
	return rule === "evidence" ? 0 : rule === "dataset" || rule === "critical" ? 1 : rule.endsWith("_slo") ? 2 : rule === "quality" ? 3 : 4;
}
function exitCode(verdict) {
	switch (verdict.verdict) {
		case "pass": return 0;
		case "fail": return 1;
		case "error": return 2;
		case "inconclusive": return verdict.policy.not_proven === "allow" && conclude(verdict.rules, "allow").because === "cannot_tell" ? 0 : 3;
	}
}
// src/decide/title.ts
function writeTitle(conclusion, rules) {
	let waived = rules.filter((rule) => rule.waived !== void 0).length, note = waived === 0 ? "" : ` (${counted(waived, "rule")} waived)`;
	return `${sentence(conclusion, rules)}${note}`;
}
function sentence({ because, deciding }, rules) {
	let quality = rules.find(({ rule }) => rule === "quality"), first = deciding[0];
	switch (because) {
		case "fail": return `Do not ship: ${joined(deciding.map(loss))}`;
		case "evidence": return `Not decided: ${lowerFirst(firstSentence(first?.message ?? "evidence is missing"))}. This is not a verdict on the change`;
		case "cannot_tell": return first === void 0 ? "Cannot tell" : `Cannot tell: ${doubt(first)}`;
		case "not_proven": return `Not decided: ${quality === void 0 ? "not proven" : unproven(quality)}; \`not_proven: block\` asks for proof`;
		case "no_regression": return `No regression found: ${quality === void 0 ? "not proven" : unproven(quality)}`;
		case "proven": return `Ship: ${proven(quality)}${savings(rules)}`;
	}
}
function loss(rule) {
	let name = `\`${rule.rule.slice(rule.rule.indexOf(":") + 1)}\``, drop = plainDrop(rule.delta);
	switch (kindOf(rule)) {
		case "critical": return `breaks ${counted(rule.cases?.length ?? 0, "critical case")}`;
		case "dataset": return "takes critical cases out of the dataset";
		case "quality": return `loses ${drop} of quality`;
		case "quality_slo": return `quality ${percent(rule.candidate ?? NaN)} is under its minimum`;
		case "latency_slo": return "p95 latency is over its SLO";
		case "ttft_slo": return "time to first token is over its SLO";
		case "cost_slo": return `costs ${usd(rule.candidate ?? NaN)} per request, over its SLO`;
		case "latency_delta": return `takes ${ratio(1 + (rule.delta ?? NaN))} the time`;
		case "cost_delta": return `costs ${ratio(1 + (rule.delta ?? NaN))} as much`;
		case "scorer": return `loses ${drop} on ${name}`;
		case "scorer_slo": return `${name} is under its minimum`;
		case "slice": return `loses ${drop} on the slice ${name}`;
		case "failure": return `${name} is up ${drop}`;
		default: return `${name} fails`;
	}
}
function doubt(rule) {
	if (rule.delta !== void 0 && rule.interval !== void 0 && rule.limit !== void 0 && isScoreRule(rule)) {
		let subject = rule.rule === "quality" ? "" : ` on \`${rule.rule}\``, limit = rule.limit.max_drop ?? rule.limit.max_increase, [worst, best] = rule.interval;
		return `measured ${plainDrop(rule.delta)} worse${subject}, but chance could do that (at worst ${points(worst)}, at best ${points(best)}; ${plainPoints(Number(limit))} is tolerated)`;
	}
	return lowerFirst(firstSentence(rule.message));
}
function unproven(quality) {
	let { delta, interval, limit, n } = quality;
	return delta === void 0 || interval === void 0 ? "quality is not proven" : `${Math.abs(delta) < 5e-4 ? "measured no change" : `measured ${plainDrop(delta)} ${delta < 0 ? "worse" : "better"}`}; ${interval[0] <= -1 ? `${counted(n ?? 0, "case")} rule out nothing yet` : `${counted(n ?? 0, "case")} rule out drops beyond ${plainPoints(interval[0])}, not yet ${plainPoints(Number(limit?.max_drop))}`}`;
}
function proven(quality) {
	return quality?.interval === void 0 || quality.proven !== !0 ? "nothing that the policy watches got worse" : quality.interval[0] > 0 ? `quality improved by ${plainDrop(quality.delta)}, proven` : `no worse than ${plainPoints(Number(quality.limit?.max_drop))} points, proven`;
}
function savings(rules) {
	let saved = (id, word) => {
		let rule = rules.find((candidate) => candidate.rule === id);
		return rule?.delta !== void 0 && rule.delta <= -.01 ? [`${Math.round(-rule.delta * 100)}% ${word}`] : [];
	}, all = [...saved("cost_delta", "cheaper"), ...saved("latency_delta", "faster")];
	return all.length === 0 ? "" : `. ${all.join(", ")}`;
}
function kindOf({ rule }) {
	let colon = rule.indexOf(":");
	return colon < 0 ? rule : rule.slice(0, colon);
}
function isScoreRule(rule) {
	return [
		"quality",
		"scorer",
		"slice",
		"failure"
	].includes(kindOf(rule));
}
function plainDrop(delta) {
	let size = Math.abs(delta ?? NaN) * 100;
	return `${size.toFixed(1)} ${size.toFixed(1) === "1.0" ? "point" : "points"}`;
}
function joined(parts) {
	let shown = parts.slice(0, 3), more = parts.length - shown.length;
	return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1) ?? ""}`;
}
function firstSentence(text) {
	return /^.*?[.](?=\s|$)/.exec(text)?.[0].slice(0, -1) ?? text;
}
function lowerFirst(text) {
	return text.charAt(0).toLowerCase() + text.slice(1);
}
// src/decide/decide.ts
function decide(input) {
	let { policy, pairs } = input, alpha = Number((1 - policy.confidence).toFixed(12)), quality = pairedChange(pairs, readQuality, trialLimits(policy)), plans = planRules(input, quality), shift = failureShift(pairs), others = plans.others.filter(({ takesShare }) => takesShare).length, shares = splitAlpha(alpha, plans.critical.takesShare, others), levels = (share) => lookLevels(alpha, share, 1, !1).looks[0], { rules, waivers } = applyWaivers([
		decideEvidence(pairs, quality, input.runs, policy),
		silentRule("dataset", !1, "Records carry no change of the dataset.").decide(levels(alpha)),
		plans.critical.decide(levels(shares.critical)),
		plans.quality.decide(levels(shares.quality)),
		...plans.others.map((plan) => plan.decide(levels(plan.takesShare ? shares.other : alpha))),
		...adviseSlices(pairs, policy, levels(alpha)),
		...adviseModes(pairs, shift, policy, levels(alpha)),
		silentRule("judge", !1, "No judge decides here.").decide(levels(alpha)),
		silentRule("budget", !1, "Nothing was run, so nothing was spent.").decide(levels(alpha))
	], input.waivers, input.today), conclusion = conclude(rules, policy.notProven);
	return {
		version: 1,
		gate: input.gate,
		verdict: conclusion.verdict,
		proven: conclusion.proven,
		title: writeTitle(conclusion, rules),
		rules: [...rules],
		arms: input.arms,
		dataset: {
			...input.dataset.version === void 0 ? {} : { version: input.dataset.version },
			cases: pairs.length,
			...input.dataset.drafts > 0 ? { drafts: input.dataset.drafts } : {},
			added: [],
			removed: [],
			edited: [],
			critical: pairs.filter((pair) => pair.case.critical).length
		},
		evidence: {
			baseline: countEvidence(pairs, "baseline", input.runs.baseline),
			candidate: countEvidence(pairs, "candidate", input.runs.candidate)
		},
		failures: Object.fromEntries(shift.modes.map(({ mode, baseline, candidate, appeared, fixed }) => [mode, {
			baseline,
			candidate,
			new: [...appeared],
			fixed: [...fixed]
		}])),
		changed: changedCases(quality, pairs),
		spend: {
			calls: 0,
			cached: 0
		},
		policy: {
			...input.policyState,
			not_proven: policy.notProven,
			ignored_edits: []
		},
		waivers,
		seed: input.seed,
		problems: [...input.warnings]
	};
}
// src/score/hash.ts
const besideTheScore = new Set([
	"place",
	"maxDrop",
	"min",
	"weight",
	"tags"
]);
function scorersHash(configs, files) {
	let scorers = configs.map((config) => pick(config)), texts = Object.fromEntries(files), text = canonicalJson({
		scorers,
		files: texts
	});
	return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}
function pick(config) {
	let entries = Object.entries(config);
	return Object.fromEntries(entries.flatMap(([key, value]) => value === void 0 || besideTheScore.has(key) ? [] : [[key, value]]));
}
// src/score/failure/name-failure.ts
const modeByRule = {
	exact: "reasoning_error",
	contains: "reasoning_error",
	regex: "reasoning_error",
	numeric: "reasoning_error",
	json_path: "reasoning_error",
	similarity: "reasoning_error",
	json_schema: "format_break",
	max_length: "format_break",
	tool_calls: "tool_misuse",
	refusal: "refusal",
	citations: "hallucination"
};
function nameFailure(scores, recorded) {
	let naming = scores.find((score) => score.scored && !score.passed && score.failure !== void 0);
	return (naming?.scored === !0 ? naming.failure : void 0) ?? recorded ?? "other";
}
function reaches(value, threshold = 1) {
	return value >= threshold - 1e-12;
}
function settleAnswer(config, answer) {
	if (!answer.scored) return answer;
	let { value, reason, failure } = answer;
	return settle(config, value, reaches(value, config.threshold), reason, failure ?? modeByRule[config.type]);
}
function settleRecorded(config, { value, passed, reason, failure }) {
	return settle(config, value, passed ?? reaches(value, config.threshold), reason, failure);
}
function takeRecorded(config, { value, passed, reason, failure }) {
	return settle({
		...config,
		not: !1
	}, value, passed ?? reaches(value, config.threshold), reason, failure);
}
function settle({ not, failure: written }, value, didPass, reason, natural) {
	if (!(value >= 0 && value <= 1)) return {
		scored: !1,
		reason: `the value ${value} is not in [0, 1]`
	};
	let passed = didPass !== not, failure = passed ? void 0 : written ?? natural, score = {
		scored: !0,
		value: not ? 1 - value : value,
		passed
	};
	return reason === void 0 ? failure === void 0 ? score : {
		...score,
		failure
	} : failure === void 0 ? {
		...score,
		reason
	} : {
		...score,
		reason,
		failure
	};
}
// src/score/score-trial.ts
const noSource = {
	usedRecorded: !1,
	ranRule: !1
};
function scoreTrial(scoring, trial, trustsRecord) {
	if (trial.status === "infra_error") return {
		outcome: {
			...measuresOf(trial),
			state: "lost",
			scores: new Map()
		},
		...noSource
	};
	if (trial.status === "app_error") return {
		outcome: appError(scoring, trial),
		...noSource
	};
	let parts = [], scores = new Map(), usedRecorded = !1, ranRule = !1;
	for (let scorer of scoring.applicable) {
		let { config } = scorer, part = partOf(scorer, scoring, trial, trustsRecord);
		if (part === void 0) {
			let carried = recordedScore(trial, config.name);
			carried !== void 0 && scores.set(config.name, takeRecorded(config, carried));
		} else {
			parts.push(part), part.fromRecord ? usedRecorded = !0 : ranRule = !0, scores.set(config.name, part.score);
			for (let { name, score } of part.singles) isOwnName(scoring.scorers, name) || scores.set(name, score);
		}
	}
	let source = {
		usedRecorded,
		ranRule
	}, quality = weightedMean(parts);
	if (quality === void 0) return {
		outcome: {
			...measuresOf(trial),
			state: "unscored",
			scores
		},
		...source
	};
	let passed = parts.every(({ score }) => score.scored && score.passed), outcome = {
		...measuresOf(trial),
		state: "scored",
		quality,
		passed,
		scores
	};
	if (passed) return {
		outcome,
		...source
	};
	let failure = nameFailure(parts.map((part) => part.score), usedRecorded ? trial.failure : void 0);
	return {
		outcome: {
			...outcome,
			failure
		},
		...source
	};
}
function measuresOf({ index, latencyMs, ttftMs, costUsd, cached }) {
	let measures = {
		trial: index,
		cached
	};
	return latencyMs !== void 0 && (measures.latencyMs = latencyMs), ttftMs !== void 0 && (measures.ttftMs = ttftMs), costUsd !== void 0 && (measures.costUsd = costUsd), measures;
}
function recordedScore(trial, name) {
	return trial.scores?.find((score) => score.scorer === name);
}
function isOwnName(scorers, name) {
	return scorers.some(({ config }) => config.name === name);
}
function appError({ scorers, applicable, recordedNames }, trial) {
	let zero = {
		scored: !0,
		value: 0,
		passed: !1,
		reason: "the app failed",
		failure: "app_error"
	}, others = applicable.some(({ config }) => config.type === "recorded" && config.reads === void 0) ? recordedNames.filter((name) => !isOwnName(scorers, name)) : [], names = [...applicable.map(({ config }) => config.name), ...others], scores = new Map(names.map((name) => [name, zero]));
	return {
		...measuresOf(trial),
		state: "scored",
		quality: 0,
		passed: !1,
		failure: "app_error",
		scores
	};
}
function partOf({ config, rule }, scoring, trial, trustsRecord) {
	let { weight } = config;
	switch (config.type) {
		case "judge":
		case "pairwise":
		case "command":
		case "module": return;
		case "recorded": {
			if (config.reads !== void 0) return {
				weight,
				score: readRecorded(config, trial, config.reads),
				fromRecord: !0,
				singles: []
			};
			let singles = scoring.recordedNames.map((one) => ({
				name: one,
				score: readRecorded(config, trial, one)
			}));
			return {
				weight,
				score: meanOf(singles),
				fromRecord: !0,
				singles
			};
		}
		default: return {
			weight,
			singles: [],
			...scoreRule(config, rule, scoring.case, trial, trustsRecord)
		};
	}
}
function scoreRule(config, rule, one, trial, trustsRecord) {
	let recorded = recordedScore(trial, config.name);
	if (recorded !== void 0 && trustsRecord) return {
		score: takeRecorded(config, recorded),
		fromRecord: !0
	};
	if (rule === void 0) throw Error(`scorer ${config.name} was not prepared`);
	let score = settleAnswer(config, rule.answer(one, trial));
	return !score.scored && trial.output === void 0 && (trial.messages ?? []).length === 0 && recorded !== void 0 ? {
		score: takeRecorded(config, recorded),
		fromRecord: !0
	} : {
		score,
		fromRecord: !1
	};
}
function readRecorded(config, trial, name) {
	let score = recordedScore(trial, name);
	return score === void 0 ? {
		scored: !1,
		reason: `the trial records no score ${quoteNames([name])}`
	} : settleRecorded(config, score);
}
function meanOf(singles) {
	if (singles.length === 0) return {
		scored: !1,
		reason: "no score is recorded for the case"
	};
	let sum = 0, passed = !0, failure;
	for (let { score } of singles) {
		if (!score.scored) return score;
		sum += score.value, passed &&= score.passed, score.passed || (failure ??= score.failure);
	}
	return {
		scored: !0,
		value: sum / singles.length,
		passed,
		...failure === void 0 ? void 0 : { failure }
	};
}
function weightedMean(parts) {
	let sum = 0, weights = 0;
	for (let { score, weight } of parts) {
		if (!score.scored) return;
		sum += weight * score.value, weights += weight;
	}
	return weights > 0 ? Math.min(1, sum / weights) : void 0;
}
// src/score/score-arms.ts
function scoreArms({ cases, baseline, candidate, scorersFor, scorersHash }) {
	let scorings = cases.filter((one) => !one.draft).map((one) => scoringOf(one, [...trialsOf(baseline, one), ...trialsOf(candidate, one)], scorersFor));
	return {
		baseline: scoreArm(scorings, baseline, scorersHash),
		candidate: scoreArm(scorings, candidate, scorersHash)
	};
}
function trialsOf(record, one) {
	return record.trialsByCaseId.get(one.id) ?? [];
}
function scoringOf(one, trials, scorersFor) {
	let scorers = scorersFor(one);
	return {
		case: one,
		scorers,
		applicable: scorers.filter((scorer) => applies(scorer, one, trials)),
		recordedNames: recordedNamesOf(trials)
	};
}
function recordedNamesOf(trials) {
	let names = [];
	for (let { status, scores = [] } of trials) if (status === "ok") for (let { scorer } of scores) names.includes(scorer) || names.push(scorer);
	return names;
}
function scoreArm(scorings, record, gateHash) {
	let trustsRecord = record.header.scorers === gateHash, usedRecorded = !1, ranRule = !1, byCaseId = new Map();
	for (let scoring of scorings) {
		let trials = trialsOf(record, scoring.case), scored = trials.map((trial) => scoreTrial(scoring, trial, trustsRecord));
		usedRecorded ||= scored.some((trial) => trial.usedRecorded), ranRule ||= scored.some((trial) => trial.ranRule);
		let caseHash = trials.find((trial) => trial.caseHash !== void 0)?.caseHash;
		byCaseId.set(scoring.case.id, {
			...caseHash === void 0 ? {} : { caseHash },
			outcomes: scored.map((trial) => trial.outcome)
		});
	}
	let hash = usedRecorded ? record.header.scorers : ranRule ? gateHash : void 0;
	return {
		byCaseId,
		...hash === void 0 ? {} : { scorersHash: hash }
	};
}
// src/gate/check-records.ts
function recordWarnings(cases, records, hasDataset) {
	if (!hasDataset) return [];
	let byId = new Map(cases.map((it) => [it.id, it]));
	return records.flatMap((record) => [...unknownCases(record, byId), ...otherVersions(record, byId)]);
}
function unknownCases(record, byId) {
	let unknown = [...record.trialsByCaseId.keys()].filter((id) => !byId.has(id));
	return unknown.length === 0 ? [] : [{
		code: "record-case-unknown",
		file: record.file,
		message: `${unknown.length} of its cases are not in the dataset and are left out (${named(unknown)}).`,
		fix: "Run the record again if the dataset is meant to have them."
	}];
}
function otherVersions(record, byId) {
	let edited = [...record.trialsByCaseId].filter(([id, trials]) => {
		let hash = byId.get(id)?.hash;
		return hash !== void 0 && trials.some(({ caseHash }) => caseHash !== void 0 && caseHash !== hash);
	});
	return edited.length === 0 ? [] : [{
		code: "record-case-edited",
		file: record.file,
		message: `${edited.length} of its cases ran in another version than the dataset has (${named(edited.map(([id]) => id))}).`,
		fix: "Run the record again on this dataset."
	}];
}
function named(ids) {
	let shown = ids.slice(0, 3).map((id) => `\`${id}\``);
	return ids.length > 3 ? `${shown.join(", ")} and ${ids.length - 3} more` : shown.join(", ");
}
// src/gate/load-record.ts
async function loadRecord(path, effects) {
	let records = await readAll(path, effects), [only] = records;
	return only !== void 0 && records.length === 1 && only.header.shard === void 0 ? only : {
		file: path,
		...orThrow(mergeRecords(records))
	};
}
// src/record/cases-of-records.ts
function casesOfRecords(records) {
	let fileById = new Map();
	for (let { file, trialsByCaseId } of records) for (let id of trialsByCaseId.keys()) fileById.has(id) || fileById.set(id, file);
	return Array.from(fileById, ([id, file]) => ({
		id,
		input: "",
		critical: !1,
		draft: !1,
		tags: [],
		place: { file }
	})).toSorted((a, b) => a.id < b.id ? -1 : 1);
}
// src/gate/compare-records.ts
async function compareRecords(request, effects) {
	let [gate, baseline, candidate] = await gather([
		loadGate(request.config, effects, { needsTarget: !1 }),
		loadRecord(request.baseline, effects),
		loadRecord(request.candidate, effects)
	]), { config } = gate, all = gate.dataset?.cases ?? casesOfRecords([baseline, candidate]), selected = selectCases(all, config.select, config.execution.seed), chosen = chooseByHand(selected, request.only), cases = plannedCases(chosen.filter(({ draft }) => !draft), [baseline, candidate]), scorersFor = await resolveScorers(cases, config, gate.scorerFiles), arms = scoreArms({
		cases,
		baseline,
		candidate,
		scorersFor,
		scorersHash: scorersHash(config.scorers, gate.scorerFiles)
	}), caseIdsByScorer = new Map(config.scorers.map(({ name }) => [name, new Set(cases.filter((it) => scorersFor(it).some((scorer) => scorer.config.name === name && applies(scorer, it))).map(({ id }) => id))])), restricted = chosen.length < selected.length || cases.length < chosen.filter(({ draft }) => !draft).length;
	return decide({
		gate: config.gate,
		policy: config.policy,
		scorers: config.scorers,
		caseIdsByScorer,
		pairs: pairArms(cases, arms.baseline, arms.candidate),
		runs: {
			baseline: armRun(baseline, cases, restricted),
			candidate: armRun(candidate, cases, restricted)
		},
		arms: {
			baseline: describeArm(baseline),
			candidate: describeArm(candidate)
		},
		dataset: {
			...gate.dataset === void 0 ? {} : { version: gate.dataset.version },
			drafts: selected.filter(({ draft }) => draft).length
		},
		waivers: gate.waivers,
		today: request.today,
		policyState: { trusted: !1 },
		seed: config.execution.seed,
		warnings: [
			...request.config === void 0 ? [noGateFile] : [],
			...request.only === void 0 ? [] : [selectedByHand(cases.length)],
			...recordWarnings(all, [baseline, candidate], gate.dataset !== void 0)
		]
	});
}
const noGateFile = {
	code: "no-gate-file",
	message: "no gate file: the default policy decides on recorded scores.",
	fix: "Name one with `--config`, or write `llm-o11y.yml`."
};
function selectedByHand(count) {
	return {
		code: "selected-by-hand",
		message: `${count} ${count === 1 ? "case was" : "cases were"} selected by hand; this is not the verdict of the gate.`,
		fix: "Run without `--case` and `--tag` for that."
	};
}
function chooseByHand(cases, only) {
	if (only === void 0) return cases;
	let chosen = cases.filter(({ id, tags }) => (only.caseId === void 0 || id === only.caseId) && (only.tag === void 0 || tags.includes(only.tag)));
	if (chosen.length > 0) return chosen;
	let asked = only.caseId === void 0 ? `tag ${JSON.stringify(only.tag)}` : `id ${JSON.stringify(only.caseId)}`;
	throw new ProblemError([{
		code: "no-such-case",
		message: `no case has the ${asked}.`,
		fix: "Look the name up with `dataset stats`."
	}]);
}
function plannedCases(cases, records) {
	let ended = records.filter(({ end }) => end?.reason === "look" || end?.reason === "early_stop");
	return cases.filter(({ id }) => ended.every(({ trialsByCaseId }) => trialsByCaseId.has(id))).toSorted((a, b) => a.id < b.id ? -1 : 1);
}
function armRun(record, cases, restricted) {
	let { planned } = record.header, end = record.end === void 0 ? {} : { end: record.end };
	if (!restricted) return {
		planned,
		casesRun: record.trialsByCaseId.size,
		...end
	};
	let run = cases.filter(({ id }) => record.trialsByCaseId.has(id)).length;
	return {
		planned: {
			...planned,
			cases: cases.length
		},
		casesRun: run,
		...end
	};
}
function describeArm({ file, header }) {
	return {
		...header.sha === void 0 ? {} : { sha: header.sha },
		...header.target === void 0 ? {} : { target: header.target },
		record: file
	};
}
// src/report/allowance.ts
const commentStart = {
	fixed: 50,
	advisory: 50,
	excerpts: 20,
	broken: 100,
	criticalRows: 100,
	criticalIds: 16e3,
	rows: 30,
	ids: 20
}, summaryStart = {
	fixed: 500,
	advisory: 500,
	excerpts: 200,
	broken: 1e3,
	criticalRows: 1e3,
	criticalIds: 1e5,
	rows: 300,
	ids: 500
};
function stagesFrom(start) {
	let withoutFixed = {
		...start,
		fixed: 0
	}, withoutAdvisory = {
		...withoutFixed,
		advisory: 0
	}, withoutExcerpts = {
		...withoutAdvisory,
		excerpts: 0
	}, fewBroken = {
		...withoutExcerpts,
		broken: Math.min(start.broken, 20)
	}, criticalOnly = {
		...fewBroken,
		broken: 0,
		ids: 5
	};
	return [
		start,
		withoutFixed,
		withoutAdvisory,
		withoutExcerpts,
		fewBroken,
		criticalOnly,
		{
			...criticalOnly,
			criticalRows: 0,
			rows: 20
		}
	];
}
const commentStages = stagesFrom(commentStart), summaryStages = [...stagesFrom(summaryStart), ...commentStages];
function fit(stages, render, size, most) {
	let text = "";
	for (let stage of stages) if (text = render(stage), size(text) <= most) return text;
	return text;
}
// src/report/layout.ts
function isDeciding(rule) {
	return rule.advisory !== !0 && rule.waived === void 0 && rule.status !== "not_applicable";
}
function failingRules(verdict) {
	return verdict.rules.filter((rule) => rule.status === "fail" && isDeciding(rule)).toSorted((a, b) => precedence(a) - precedence(b));
}
function unknownRules(verdict) {
	return verdict.rules.filter((rule) => rule.status === "inconclusive" && isDeciding(rule));
}
function openRules(verdict) {
	return verdict.rules.filter((rule) => rule.status === "not_proven" && rule.measured === "beyond" && isDeciding(rule));
}
function findRule(verdict, id) {
	return verdict.rules.find((rule) => rule.rule === id);
}
function layoutOf(verdict) {
	return verdict.verdict === "error" || verdict.verdict === "fail" ? verdict.verdict : verdict.verdict === "pass" ? verdict.proven ? "proven" : "not_proven" : openRules(verdict).length > 0 && unknownRules(verdict).length === 0 && verdict.policy.not_proven === "allow" ? "cannot_tell" : "undecided";
}
const symbols = {
	proven: "✅",
	not_proven: "✅",
	fail: "❌",
	cannot_tell: "⚠️",
	undecided: "⛔",
	error: "⛔"
};
function symbolOf(verdict) {
	return symbols[layoutOf(verdict)];
}
function precedence({ rule }) {
	return rule === "critical" ? 0 : rule === "dataset" ? 1 : /^(?:quality|latency|ttft|cost)_slo$|^scorer_slo:/u.test(rule) ? 2 : rule === "quality" ? 3 : 4;
}
// src/report/scoreboard.ts
const measuredOrder = [
	"quality",
	"quality_slo",
	"latency_slo",
	"ttft_slo",
	"latency_delta",
	"cost_slo",
	"cost_delta",
	"critical"
], conditionOrder = [
	"evidence",
	"dataset",
	"judge",
	"budget"
], labels = {
	quality: "Quality",
	quality_slo: "Quality, minimum",
	latency_slo: "p95 latency",
	ttft_slo: "p95 time to first token",
	latency_delta: "Typical latency",
	cost_slo: "Cost / request",
	cost_delta: "Cost / request, change",
	critical: "Critical cases",
	evidence: "Evidence",
	dataset: "Dataset",
	judge: "Judge",
	budget: "Budget",
	"scorer:": "Scorer",
	"scorer_slo:": "Scorer, minimum",
	"slice:": "Slice",
	"failure:": "Failures"
};
function scoreboard(verdict) {
	let measured = measuredOrder.flatMap((id) => findRule(verdict, id) ?? []).filter((rule) => hasSay(rule) || hasNumbers(rule)), named = verdict.rules.filter((rule) => rule.rule.includes(":") && (hasSay(rule) || rule.status === "fail")), conditions = conditionOrder.flatMap((id) => findRule(verdict, id) ?? []).filter((rule) => hasSay(rule) && rule.status !== "pass");
	return mergeCost([
		...measured,
		...named,
		...conditions
	].map((rule) => toRow(rule, verdict)));
}
function advisoryRows(verdict) {
	return verdict.rules.filter((rule) => rule.rule.includes(":") && !hasSay(rule) && rule.status !== "fail" && hasNumbers(rule)).map((rule) => toRow(rule, verdict));
}
function hasSay(rule) {
	return rule.advisory !== !0 && rule.status !== "not_applicable";
}
function hasNumbers(rule) {
	return rule.baseline !== void 0 || rule.candidate !== void 0 || rule.delta !== void 0;
}
function toRow(rule, verdict) {
	let colon = rule.rule.indexOf(":") + 1, kind = colon === 0 ? rule.rule : rule.rule.slice(0, colon);
	return {
		rule: rule.rule,
		label: labels[kind] ?? "Rule",
		...colon > 0 ? { name: rule.rule.slice(colon) } : labels[kind] === void 0 ? { name: rule.rule } : {},
		...cellsOf(kind, rule, verdict),
		limit: limitOf(rule),
		...wordOf(rule, verdict)
	};
}
function wordOf(rule, verdict) {
	return hasSay(rule) ? rule.status === "pass" ? { word: rule.proven === !0 ? "ok, proven" : "ok" } : rule.waived === void 0 ? rule.status === "fail" ? { word: "fail" } : rule.status === "inconclusive" ? { word: "no evidence" } : rule.measured === "beyond" ? { word: "cannot tell" } : { word: verdict.policy.not_proven === "block" ? "not proven" : "ok" } : {
		word: "waived",
		waiver: rule.waived
	} : { word: "not gated" };
}
function cellsOf(kind, rule, verdict) {
	switch (kind) {
		case "quality":
		case "scorer:":
		case "slice:": return {
			...armCells(rule, percent),
			change: scoreChange(rule)
		};
		case "failure:": return {
			...armCells(rule, percent),
			change: failureChange(rule)
		};
		case "quality_slo":
		case "scorer_slo:": return {
			...armCells(rule, percent),
			change: bounds(rule, percent)
		};
		case "latency_slo":
		case "ttft_slo": return {
			...armCells(rule, ms),
			change: requestsOver(rule)
		};
		case "latency_delta": return {
			...armCells(rule, ms),
			change: ratioChange(rule, "faster", "slower")
		};
		case "cost_delta": return {
			...armCells(rule, usd),
			change: ratioChange(rule, "cheaper", "dearer")
		};
		case "cost_slo": return {
			...armCells(rule, usd),
			change: bounds(rule, usd)
		};
		case "critical": return {
			baseline: "",
			candidate: "",
			change: criticalChange(rule, verdict.dataset.critical)
		};
		default: return {
			baseline: "",
			candidate: "",
			change: ""
		};
	}
}
function armCells(rule, format) {
	let known = hasNumbers(rule) || rule.status === "inconclusive", cell = (value) => value === void 0 ? known ? "unknown" : "" : format(value);
	return {
		baseline: cell(rule.baseline),
		candidate: cell(rule.candidate)
	};
}
function range(interval, format) {
	return interval === void 0 ? "" : ` (${format(interval[0])} to ${format(interval[1])})`;
}
function scoreChange(rule) {
	if (rule.delta === void 0) return "";
	let text = `${points(rule.delta)} points${range(rule.interval, points)}`;
	return rule.status !== "pass" || rule.interval === void 0 ? text : rule.interval[0] > 0 ? `${text}, improved` : rule.interval[1] < 0 ? `${text}, worse, within tolerance` : text;
}
function failureChange(rule) {
	if (rule.delta === void 0) return "";
	let turned = (change) => points(-change);
	return `${turned(rule.delta)} points${range(rule.interval, turned)}`;
}
function bounds(rule, format) {
	return rule.interval === void 0 ? "" : `at worst ${format(rule.interval[0])}, at best ${format(rule.interval[1])}`;
}
function requestsOver(rule) {
	let limit = rule.limit?.p95_ms ?? rule.limit?.ttft_p95_ms, over = rule.over === void 0 || rule.n === void 0 || typeof limit != "number" ? [] : [`${integer(rule.over)} of ${integer(rule.n)} over ${short(ms(limit))}`], move = rule.baseline === void 0 || rule.candidate === void 0 ? void 0 : rule.candidate / rule.baseline - 1, words = move !== void 0 && Math.abs(move) >= .1 ? [inWords(move, "faster", "slower")] : [];
	return [...over, ...words].join(", ");
}
function inWords(move, better, worse) {
	let size = Math.abs(move);
	return `${size > 2 ? ratio(move + 1) : `${integer(size * 100)}%`} ${move < 0 ? better : worse}`;
}
function ratioChange(rule, better, worse) {
	if (rule.delta === void 0) return "";
	let text = `${ratio(1 + rule.delta)}${range(rule.interval, (change) => ratio(1 + change).replace("×", ""))}`;
	return (rule.interval === void 0 || rule.interval[0] < 0 || rule.interval[1] > 0) && Math.abs(rule.delta) >= .01 ? `${text}, ${inWords(rule.delta, better, worse)}` : text;
}
function criticalChange(rule, total) {
	let cases = rule.cases?.length ?? 0;
	return rule.status === "fail" ? `${integer(cases)} of ${integer(total)} broken` : rule.status === "inconclusive" ? cases > 0 ? `${integer(cases)} of ${integer(total)} not decided` : "unknown" : `none of ${integer(total)} broken`;
}
const limitTexts = {
	max_drop: (limit) => `drop ≤ ${plainPoints(limit)}`,
	min: (limit) => `≥ ${short(percent(limit))}`,
	p95_ms: (limit) => `≤ ${short(ms(limit))}`,
	ttft_p95_ms: (limit) => `≤ ${short(ms(limit))}`,
	max_ratio: (limit) => `≤ ${ratio(limit)}`,
	per_request_usd: (limit) => `≤ ${short(usd(limit))}`,
	max_increase: (limit) => `rise ≤ ${plainPoints(limit)}`
};
function limitOf(rule) {
	return rule.rule === "critical" ? rule.limit?.any === !0 ? "no failure" : "none broken" : Object.entries(rule.limit ?? {}).flatMap(([key, limit]) => typeof limit == "number" ? [limitTexts[key]?.(limit) ?? ""] : []).filter((text) => text !== "").join(", ");
}
function short(text) {
	return text.replace(/\.(\d*?)0+(?!\d)/u, (_, kept) => kept === "" ? "" : `.${kept}`);
}
function mergeCost(rows) {
	let slo = rows.find((row) => row.rule === "cost_slo" && row.word !== "not gated"), delta = rows.find((row) => row.rule === "cost_delta");
	return delta === void 0 ? rows : slo === void 0 ? rows.filter((row) => row.rule !== "cost_slo").map((row) => row === delta ? {
		...row,
		label: "Cost / request"
	} : row) : delta.word === "not gated" ? rows.filter((row) => row !== delta).map((row) => row === slo ? {
		...row,
		baseline: delta.baseline,
		change: delta.change
	} : row) : rows;
}
function heading(verdict) {
	let gate = verdict.gate === "default" ? safe`` : safe` · ${verdict.gate}`;
	return safe`### ${plain(symbolOf(verdict))} ${plain(verdict.title, 400)}${gate}`;
}
function reasons(verdict) {
	let rules = reasonRules(verdict), title = {
		fail: safe`**Why it is blocked**`,
		undecided: safe`**What is missing**`,
		cannot_tell: safe`**What is open**`
	}, layout = layoutOf(verdict);
	if (rules.length === 0 || layout !== "fail" && layout !== "undecided" && layout !== "cannot_tell") return;
	let items = rules.slice(0, 5).map((rule, index) => safe`${index + 1}. ${withBoldLead(rule.message)}`), more = rules.length - items.length, note = more > 0 ? [safe`\nand ${plain(counted(more, "more rule"))} in the table below`] : [];
	return join$1([
		title[layout],
		...items,
		...note
	], "\n");
}
function reasonRules(verdict) {
	let layout = layoutOf(verdict);
	if (layout === "fail") return failingRules(verdict);
	let open = openRules(verdict);
	if (layout === "cannot_tell") return open.length > 1 ? open : [];
	let unproven = verdict.rules.filter((rule) => rule.status === "not_proven" && rule.advisory !== !0 && rule.waived === void 0);
	return [...unknownRules(verdict), ...verdict.policy.not_proven === "block" ? unproven : []];
}
function withBoldLead(message) {
	let text = cut(message, 500), lead = /^((?:[^:`]|`[^`]*`){3,90}): +(?=\S)/u.exec(text);
	return lead === null ? plain(text, 600) : safe`**${plain(lead[1] ?? "", 300)}**: ${plain(text.slice(lead[0].length), 600)}`;
}
function brokenCritical(verdict, most) {
	let rule = findRule(verdict, "critical"), cases = rule?.status === "fail" ? rule.cases ?? [] : [];
	if (!(rule === void 0 || cases.every((id) => rule.message.includes(`\`${id}\``)))) return safe`**Critical cases broken (${plain(integer(cases.length))}):** ${spans(cases, most)}`;
}
function spans(ids, most) {
	let units = 0, shown = ids.map((id) => codeSpan(id, 128)).filter((span) => (units += source(span).length + 1) <= most), more = ids.length - shown.length;
	return join$1(more > 0 ? [...shown, safe`and ${plain(integer(more))} more`] : shown, " ");
}
function scoreboardTable(rows) {
	if (rows.length !== 0) return table([
		{ title: "" },
		{
			title: "Baseline",
			align: "right"
		},
		{
			title: "This PR",
			align: "right"
		},
		{ title: "Change (at worst to at best)" },
		{ title: "Limit" },
		{ title: "" }
	], rows.map((row) => [
		rowLabel(row),
		plain(row.baseline),
		plain(row.candidate),
		plain(row.change),
		plain(row.limit),
		rowWord(row)
	]));
}
function scoreboardSection(verdict, most) {
	return scoreboardTable(scoreboard(verdict).slice(0, most));
}
function rowLabel({ label, name }) {
	return name === void 0 ? plain(label) : safe`${plain(label)} ${name}`;
}
function rowWord({ word, waiver }) {
	return waiver === void 0 ? word === "fail" ? safe`**fail**` : plain(word) : safe`waived by ${waiver}`;
}
function evidenceLine(verdict) {
	let known = [
		evidenceCounts(verdict),
		movedCounts(verdict),
		judgeWords(verdict),
		spendWords(verdict)
	].flatMap((part) => part === void 0 ? [] : [plain(part)]);
	return known.length === 0 ? void 0 : join$1(known, " · ");
}
function evidenceCounts({ evidence: { baseline, candidate } }) {
	if (candidate.planned === 0 && baseline.planned === 0) return;
	if (isWhole(candidate) && isWhole(baseline) && candidate.planned === baseline.planned) return `${counted(candidate.planned, "case")}, all scored on both arms`;
	let ofBaseline = baseline.planned === 0 ? "no baseline" : `baseline ${armCounts(baseline)}`;
	return `${counted(candidate.planned, "case")}: ${ofBaseline}; this PR ${armCounts(candidate)}`;
}
function isWhole({ planned, run, scored, infra_errors, unscored }) {
	return planned === run && run === scored && infra_errors === 0 && unscored === 0;
}
function armCounts({ planned, run, scored, infra_errors, unscored }) {
	let losses = [
		...run < planned ? [`${integer(planned - run)} not run`] : [],
		...infra_errors > 0 ? [counted(infra_errors, "infrastructure error")] : [],
		...unscored > 0 ? [`${integer(unscored)} unscored`] : []
	];
	return `${integer(scored)} of ${integer(planned)} scored${losses.length > 0 ? ` (${losses.join(", ")})` : ""}`;
}
function movedCounts(verdict) {
	let quality = findRule(verdict, "quality"), worse = quality?.worse ?? verdict.changed.filter((change) => change.candidate < change.baseline).length, better = quality?.better ?? verdict.changed.filter((change) => change.candidate > change.baseline).length;
	return worse + better > 0 ? `${integer(better)} better, ${integer(worse)} worse` : quality === void 0 || quality.status === "inconclusive" || quality.status === "not_applicable" ? void 0 : "no case moved";
}
function judgeWords({ judge }) {
	if (judge === void 0) return;
	let facts = [
		...judge.canaries === void 0 ? [] : [`${judge.canaries} canaries`],
		...judge.agreement === void 0 ? [] : [`agreement ${judge.agreement.toFixed(2)}`],
		...judge.flip_rate === void 0 ? [] : [`flip rate ${judge.flip_rate.toFixed(2)}`]
	];
	return `judge ${judge.trusted ? "trusted" : "NOT trusted"}${facts.length > 0 ? ` (${facts.join(", ")})` : ""}`;
}
function spendWords({ spend }) {
	let cached = spend.cached > 0 ? `, ${integer(spend.cached)} answered from cache` : "";
	return spend.calls === 0 && (spend.usd ?? 0) === 0 ? `this run made no calls${cached}` : `this run cost ${spend.usd === void 0 ? "an unknown amount" : usd(spend.usd)} in ${counted(spend.calls, "call")}${cached}`;
}
function wouldDecide(verdict) {
	let quality = findRule(verdict, "quality"), layout = layoutOf(verdict), drop = quality?.limit?.max_drop, tolerance = typeof drop == "number" ? plainPoints(drop) : void 0;
	if (layout === "not_proven") {
		let needed = neededCases(quality);
		return quality?.status !== "not_proven" || tolerance === void 0 || needed === void 0 ? void 0 : safe`**To prove ${plain(tolerance)} points:** ${plain(needed)}, or more trials (${"policy.trials"}). Nothing is blocked by this.`;
	}
	if (quality?.status !== "not_proven" || quality.advisory === !0 || layout !== "cannot_tell" && layout !== "undecided") return;
	let sees = quality.detectable === void 0 ? [] : [`this dataset blocks drops of ${plainPoints(quality.detectable)} points and more`], needed = neededCases(quality), settles = needed === void 0 || tolerance === void 0 ? [] : [`${needed} would settle ${tolerance}`], cases = [...sees, ...settles].join("; ");
	return table([{ title: "What would decide it" }, { title: "" }], [[safe`More trials`, safe`raise ${"policy.trials"}: where answers vary from run to run, more trials of a case narrow the bounds`], [safe`More cases`, plain(cases === "" ? "each narrows the bounds" : cases)]]);
}
function neededCases(quality) {
	if (quality?.cases_to_prove === void 0) return;
	let more = quality.cases_to_prove - (quality.n ?? 0);
	return `about ${counted(quality.cases_to_prove, "case")}${quality.n !== void 0 && more > 0 ? ` (${integer(more)} more)` : ""}`;
}
function failureTable(verdict, most) {
	let modes = Object.entries(verdict.failures).toSorted(([, a], [, b]) => b.candidate - b.baseline - (a.candidate - a.baseline));
	if (modes.length !== 0) return table([
		{ title: "Failure mode" },
		{
			title: "Baseline",
			align: "right"
		},
		{
			title: "This PR",
			align: "right"
		},
		{ title: "New in" }
	], modes.slice(0, most).map(([mode, counts]) => [
		modeName(mode),
		plain(integer(counts.baseline)),
		plain(integer(counts.candidate)),
		firstIds(counts.new)
	]));
}
function modeName(mode) {
	return failureModes.includes(mode) ? plain(mode.replaceAll("_", " ")) : codeSpan(mode);
}
function firstIds(ids) {
	let shown = ids.slice(0, 2).map((id) => codeSpan(id));
	return join$1(ids.length > 2 ? [...shown, plain(`+${integer(ids.length - 2)}`)] : shown, " ");
}
function ignoredEdits({ policy }) {
	if (policy.ignored_edits.length === 0) return;
	let shown = policy.ignored_edits.slice(0, 10).map((edit) => codeSpan(edit.replaceAll(" -> ", " → "), 160)), more = policy.ignored_edits.length - shown.length, list = join$1(more > 0 ? [...shown, safe`and ${plain(integer(more))} more`] : shown, ", ");
	return safe`> **Policy edited in this pull request, not applied until merged:** ${list}`;
}
function waiverList({ waivers }) {
	if (waivers.length === 0) return;
	let order = {
		used: 0,
		expired: 1,
		unused: 2
	}, lines = waivers.toSorted((a, b) => order[a.state] - order[b.state]).slice(0, 10).map((waiver) => safe`- **Waiver ${waiver.state === "used" ? plain("in use") : plain(waiver.state)}:** ${waiver.id} for ${waiver.rule}${waiver.cases === void 0 ? safe`` : safe` (${firstIds(waiver.cases)})`}: ${codeSpan(waiver.reason, 200)}, approved by ${waiver.approved_by}, until ${plain(waiver.expires, 20)}`), more = waivers.length - lines.length;
	return join$1(more > 0 ? [...lines, safe`- and ${plain(counted(more, "more waiver"))}`] : lines, "\n");
}
function problemTable({ problems }, most) {
	if (problems.length !== 0) return table([
		{ title: "Where" },
		{ title: "Problem" },
		{ title: "Fix" }
	], problems.slice(0, most).map((problem) => {
		let place = formatPlace(problem);
		return [
			place === "" ? safe`` : codeSpan(place, 120),
			plain(problem.message, 300),
			plain(problem.fix ?? "", 300)
		];
	}));
}
// src/report/waiver-block.ts
const notWaivable = new Set(["evidence", "judge"]);
function waivable(rules) {
	return rules.filter(({ rule }) => !notWaivable.has(rule));
}
function waiverBlock(rules, today) {
	let entries = rules.map((rule) => waiverEntry(rule, today));
	return fencedBlock("yaml", [
		"version: 1",
		"waivers:",
		...entries
	].join("\n"));
}
function waiverEntry(rule, today) {
	let scoped = rule.rule === "critical" || rule.rule === "dataset" ? rule.cases ?? [] : [];
	return [
		`  - id: ${waiverId(rule.rule, today)}`,
		`    rule: ${yamlString(rule.rule)}`,
		...scoped.length > 0 && scoped.length <= 50 ? [`    cases: [${scoped.map(yamlString).join(", ")}]`] : [],
		"    reason: why this is accepted",
		"    approved_by: \"@who-accepts-it\"",
		`    expires: ${expiry(today) ?? "YYYY-MM-DD"}`
	].join("\n");
}
function waiverId(rule, today) {
	let words = rule.toLowerCase().replace(/[^a-z0-9]+/gu, "-").replace(/^-|-$/gu, "").slice(0, 40);
	return expiry(today) === void 0 ? words : `${words}-${today}`;
}
function expiry(today) {
	let start = today !== void 0 && /^\d{4}-\d{2}-\d{2}$/u.test(today) ? Date.parse(`${today}T00:00:00Z`) : NaN;
	return Number.isNaN(start) ? void 0 : new Date(start + 12096e5).toISOString().slice(0, 10);
}
function yamlString(value) {
	return /^[a-z][\w/-]*$/iu.test(value) && !/^(?:true|false|null|yes|no|on|off|y|n)$/iu.test(value) ? value : JSON.stringify(value).replace(/[^\u0020-\u007e]/gu, (character) => Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`).join(""));
}
// src/report/details.ts
function details(verdict, excerpts, today, allowance) {
	return [
		brokenCases(verdict, allowance),
		fixedCases(verdict, allowance),
		excerptBlocks(excerpts, allowance),
		waiverToPaste(verdict, today),
		shownOnly(verdict, allowance),
		datasetSight(verdict),
		datasetChanges(verdict, allowance),
		warnings(verdict, allowance)
	].flatMap((section) => section ?? []);
}
function leftOut(verdict, excerpts, allowance) {
	let { critical, others, fixed } = moved(verdict), over = (count, most, one, many) => count > most ? [counted(count - most, one, many)] : [];
	return [
		...over(fixed.length, allowance.fixed, "fixed case"),
		...over(advisoryRows(verdict).length, allowance.advisory, "row that blocks nothing", "rows that block nothing"),
		...over(excerpts.length, allowance.excerpts, "excerpt"),
		...over(others.length, allowance.broken, "broken case that is not critical", "broken cases that are not critical"),
		...over(critical.length, allowance.criticalRows, "row of a critical case", "rows of critical cases"),
		...over(scoreboard(verdict).length, allowance.rows, "rule"),
		...over(verdict.problems.length, allowance.rows, "problem")
	];
}
function moved({ changed }) {
	let broken = changed.filter((change) => change.candidate < change.baseline);
	return {
		critical: broken.filter((change) => change.critical === !0),
		others: broken.filter((change) => change.critical !== !0),
		fixed: changed.filter((change) => change.candidate > change.baseline).toReversed()
	};
}
function brokenCases(verdict, allowance) {
	let { critical, others } = moved(verdict), shown = [...critical.slice(0, allowance.criticalRows), ...others.slice(0, allowance.broken)];
	if (shown.length !== 0) return folded(`Cases that got worse (${integer(critical.length + others.length)})`, changeTable(shown));
}
function fixedCases(verdict, allowance) {
	let { fixed } = moved(verdict);
	if (fixed.length !== 0 && allowance.fixed !== 0) return folded(`Cases that got better (${integer(fixed.length)})`, changeTable(fixed.slice(0, allowance.fixed)));
}
function changeTable(changes) {
	return table([
		{ title: "Case" },
		{
			title: "Baseline",
			align: "right"
		},
		{
			title: "This PR",
			align: "right"
		},
		{ title: "" }
	], changes.map((change) => [
		codeSpan(change.case, 128),
		plain(percent(change.baseline)),
		plain(percent(change.candidate)),
		changeNote(change)
	]));
}
function changeNote({ critical, failure }) {
	let notes = [...critical === !0 ? [safe`critical`] : [], ...failure === void 0 ? [] : [modeName(failure)]];
	return join$1(notes, ", ");
}
function excerptBlocks(excerpts, allowance) {
	let shown = excerpts.slice(0, allowance.excerpts);
	if (shown.length === 0) return;
	let blocks = shown.map((excerpt) => join$1([
		safe`${excerpt.case}`,
		...excerpt.baseline === void 0 ? [] : [safe`Baseline`, preBlock(excerpt.baseline)],
		...excerpt.candidate === void 0 ? [] : [safe`This PR`, preBlock(excerpt.candidate)]
	], "\n\n"));
	return folded(`Excerpts, redacted (${integer(shown.length)})`, join$1(blocks, "\n\n"));
}
function waiverToPaste(verdict, today) {
	let rules = waivable(failingRules(verdict)).slice(0, 10);
	if (layoutOf(verdict) !== "fail" || rules.length === 0) return;
	let how = safe`Put this in ${".llm-o11y/waivers.yml"} on the base branch, beside the gate file (where the file exists, add the entries), and say why and who accepts it. It takes effect once merged, and ends by itself.`;
	return folded("Waiver to paste", join$1([how, waiverBlock(rules, today)], "\n\n"));
}
function shownOnly(verdict, allowance) {
	let parts = [scoreboardTable(advisoryRows(verdict).slice(0, allowance.advisory)), layoutOf(verdict) === "fail" ? void 0 : failureTable(verdict, allowance.rows)].flatMap((part) => part ?? []);
	if (parts.length !== 0) return folded("Slices, scorers and failure modes that block nothing", join$1(parts, "\n\n"));
}
function datasetSight(verdict) {
	let quality = findRule(verdict, "quality");
	if (quality?.n === void 0) return;
	let drop = quality.limit?.max_drop, lines = [
		...quality.detectable === void 0 ? [] : [`A drop of ${plainPoints(quality.detectable)} points is blocked with 80% probability; a smaller one less often.`],
		...quality.cases_to_prove === void 0 || typeof drop != "number" ? [] : [`About ${counted(quality.cases_to_prove, "case")} would prove ${plainPoints(drop)} points when nothing changed.`],
		...quality.levels === void 0 ? [] : [`"At worst" errs in ${share(quality.levels.proof)} of runs at most, "at best" in ${share(quality.levels.block)}.`],
		...verdict.dataset.drafts === void 0 || verdict.dataset.drafts === 0 ? [] : [`${counted(verdict.dataset.drafts, "draft")} not run.`]
	];
	if (lines.length !== 0) return folded(`What these ${counted(quality.n, "case")} can see`, join$1(lines.map((line) => safe`- ${plain(line)}`), "\n"));
}
function share(level) {
	return `${Number((level * 100).toPrecision(2))}%`;
}
function datasetChanges({ dataset }, allowance) {
	let lists = [
		{
			title: safe`Added, run with their new rows`,
			ids: dataset.added
		},
		{
			title: safe`Edited, run with their base rows until merged`,
			ids: dataset.edited
		},
		{
			title: safe`Removed, run until merged`,
			ids: dataset.removed
		}
	].filter(({ ids }) => ids.length > 0);
	if (lists.length === 0) return;
	let lines = lists.map(({ title, ids }) => {
		let shown = ids.slice(0, allowance.ids).map((id) => codeSpan(id, 128)), more = ids.length - shown.length;
		return safe`- ${title} (${plain(integer(ids.length))}): ${join$1(more > 0 ? [...shown, safe`and ${plain(integer(more))} more`] : shown, " ")}`;
	}), total = lists.reduce((sum, { ids }) => sum + ids.length, 0);
	return folded(`Dataset changes in this pull request (${integer(total)})`, join$1(lines, "\n"));
}
function warnings(verdict, allowance) {
	let rows = verdict.verdict === "error" ? void 0 : problemTable(verdict, allowance.rows);
	return rows === void 0 ? void 0 : folded(`Warnings (${integer(verdict.problems.length)})`, rows);
}
// src/report/next-step.ts
function nextStep(verdict) {
	switch (layoutOf(verdict)) {
		case "fail": return safe`**Next:** ${seeLocally(verdict)}${waiverHint(verdict)}.`;
		case "undecided": return undecidedStep(verdict);
		case "cannot_tell": return safe`Nothing is blocked by this: the policy says ${"not_proven: allow"}.`;
		case "error": return spentBeforeError(verdict);
		default: return;
	}
}
function seeLocally(verdict) {
	let id = firstBroken(verdict), only = id !== void 0 && isShellWord(id) ? ` --case ${id}` : "";
	return safe`see it locally with ${codeSpan(`npx llm-o11y ${again(verdict)}${only}`, 240)}`;
}
function again({ arms: { baseline, candidate } }) {
	let records = [baseline.record, candidate.record].filter((file) => file !== void 0 && isShellWord(file));
	if (records.length === 2) return `compare ${records.join(" ")}`;
	let { sha } = baseline;
	return sha !== void 0 && /^[0-9a-f]{7,64}$/u.test(sha) ? `gate --base ${sha.slice(0, 7)}` : "gate";
}
function isShellWord(name) {
	return /^[\w./-]{1,128}$/u.test(name) && !name.startsWith("-");
}
function firstBroken(verdict) {
	let failing = failingRules(verdict);
	return findRule({
		...verdict,
		rules: [...failing]
	}, "critical")?.cases?.[0] ?? failing.find((rule) => (rule.cases?.length ?? 0) > 0)?.cases?.[0];
}
function waiverHint(verdict) {
	return waivable(failingRules(verdict)).length > 0 ? safe`; or, where this is accepted, merge the waiver below first` : safe``;
}
const steps = {
	judge: safe`mend the judge or its rubric on the base branch, then run again. Rule-scored results above stand`,
	budget: safe`raise ${"policy.budget"} on the base branch, or select fewer cases, then run again. What was done is kept`
}, runAgain = safe`run the job again: trials that succeeded are kept, and only what is missing is run`, compareAgain = safe`record what is missing, then compare again`;
function undecidedStep(verdict) {
	let [first] = unknownRules(verdict);
	if (first === void 0) return safe`**Next:** add cases or trials, or set ${"not_proven: allow"}. The policy blocks what is not proven.`;
	let step = steps[first.rule] ?? (verdict.spend.calls > 0 ? runAgain : compareAgain);
	return safe`**Next:** ${step}. This is not a verdict on the change.`;
}
function spentBeforeError({ spend }) {
	return spend.calls === 0 && (spend.usd ?? 0) === 0 ? safe`Nothing was evaluated, $0.00 spent.` : safe`Stopped after ${spend.calls} calls; spent: ${plain(spend.usd === void 0 ? "unknown" : usd(spend.usd))}.`;
}
function renderComment(verdict, options = {}) {
	let marker = markerOf(verdict.gate, options);
	return fit(commentStages, (allowance) => compose(verdict, options, allowance, [marker]), (text) => text.length, 6e4);
}
function renderSummary(verdict, options = {}) {
	return fit(summaryStages, (allowance) => compose(verdict, options, allowance, []), (text) => new TextEncoder().encode(text).length, 921600);
}
function markerOf(gate, { sha, run, attempt }) {
	return hiddenMarker("llm-o11y:v1", {
		gate,
		sha,
		run: run?.toString(),
		attempt: attempt?.toString()
	});
}
function compose(verdict, options, allowance, start) {
	let isError = layoutOf(verdict) === "error", excerpts = options.excerpts ?? [], sections = [
		reasons(verdict),
		brokenCritical(verdict, allowance.criticalIds),
		isError ? problemTable(verdict, allowance.rows) : scoreboardSection(verdict, allowance.rows),
		isError ? void 0 : evidenceLine(verdict),
		wouldDecide(verdict),
		layoutOf(verdict) === "fail" ? failureTable(verdict, 8) : void 0,
		ignoredEdits(verdict),
		waiverList(verdict),
		nextStep(verdict),
		isError ? lastVerdict(options) : void 0,
		...details(verdict, excerpts, options.today, allowance),
		leftOutNote(leftOut(verdict, excerpts, allowance), options.runUrl),
		identity(verdict, options)
	].flatMap((section) => section ?? []), top = join$1([...start, heading(verdict)], "\n");
	return `${source(join$1([top, ...sections], "\n\n"))}\n`;
}
function lastVerdict({ previous }) {
	if (previous === void 0) return;
	let on = previous.sha === void 0 ? safe`` : safe` on ${shortSha(previous.sha)}`;
	return safe`The last verdict, **${plain(previous.verdict)}**${on}, is outdated.`;
}
function leftOutNote(left, runUrl) {
	if (left.length === 0) return;
	let where = runUrl === void 0 ? safe`in the full report` : safe`in the ${link("full report", runUrl)}`;
	return safe`Left out here for length: ${plain(left.join(", "))}. They are ${where}.`;
}
function shortSha(sha) {
	return sha.slice(0, 7);
}
function identity(verdict, options) {
	let { arms, policy, dataset } = verdict, commits = [arms.candidate.sha, arms.baseline.sha].flatMap((sha) => sha === void 0 ? [] : [commitName(sha)]), parts = [
		...commits.length > 0 ? [join$1(commits, " vs ")] : [],
		policyWords(policy),
		...dataset.version === void 0 ? [] : [safe`dataset ${commitName(dataset.version.replace(/^sha256:/u, ""))}`],
		safe`seed ${verdict.seed}`,
		...options.runUrl === void 0 ? [] : [link("full report", options.runUrl)],
		...historyWords(verdict, options.history ?? [])
	];
	return safe`<sub>${join$1(parts, " · ")}</sub>`;
}
function policyWords({ sha, trusted }) {
	return trusted ? sha === void 0 ? safe`policy trusted` : safe`policy from ${commitName(sha)} (trusted)` : safe`policy from this change (not trusted)`;
}
function historyWords(verdict, history) {
	return history.length === 0 ? [] : [safe`history: ${join$1([...history.slice(-5).map((word) => plain(word)), safe`**${plain(verdict.verdict)}**`], " → ")}`];
}
function renderJunit(verdict) {
	let cases = [
		...verdict.rules.map((rule) => ruleCase(rule, verdict)),
		...criticalCases(verdict),
		...problemCases(verdict)
	], count = (outcome) => cases.filter((testCase) => testCase.outcome === outcome).length, counts = `tests="${cases.length}" failures="${count("failure")}" errors="${count("error")}" skipped="${count("skipped")}"`;
	return [
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
		`<testsuites name="llm-o11y" ${counts}>`,
		`  <testsuite name="${xmlText(verdict.gate)}" ${counts}>`,
		"    <properties>",
		`      <property name="verdict" value="${verdict.verdict}"/>`,
		`      <property name="title" value="${xmlText(verdict.title)}"/>`,
		"    </properties>",
		...cases.map((testCase) => element(testCase, verdict.gate)),
		"  </testsuite>",
		"</testsuites>",
		""
	].join("\n");
}
function ruleCase(rule, verdict) {
	return {
		group: "rule",
		name: rule.rule,
		...ruleOutcome(rule, verdict)
	};
}
function ruleOutcome(rule, { policy }) {
	let { status, message } = rule;
	return status === "not_applicable" ? {
		outcome: "skipped",
		message
	} : status === "pass" ? {
		outcome: "passed",
		message
	} : rule.advisory === !0 ? {
		outcome: "skipped",
		message: `Blocks nothing: ${message}`
	} : rule.waived === void 0 ? status === "fail" ? {
		outcome: "failure",
		message
	} : status === "inconclusive" || policy.not_proven === "block" ? {
		outcome: "error",
		message
	} : {
		outcome: rule.measured === "beyond" ? "skipped" : "passed",
		message
	} : {
		outcome: "skipped",
		message: `Waived by ${rule.waived}: ${message}`
	};
}
function criticalCases(verdict) {
	let rule = findRule(verdict, "critical"), broken = new Set(rule?.status === "fail" && rule.advisory !== !0 ? rule.cases : []), moved = verdict.changed.filter((change) => change.critical === !0).map((change) => change.case);
	return [...new Set([...broken, ...moved])].slice(0, 1e3).map((name) => broken.has(name) ? criticalCase(name, rule?.waived === void 0 ? "failure" : "skipped", rule?.waived === void 0 ? "broken" : `broken, waived by ${rule.waived}`) : criticalCase(name, hasDropped(verdict, name) ? "skipped" : "passed", "moved, and is not confirmed as broken"));
}
function hasDropped({ changed }, name) {
	return changed.some((change) => change.case === name && change.candidate < change.baseline);
}
function criticalCase(name, outcome, what) {
	return {
		group: "critical",
		name,
		outcome,
		message: outcome === "passed" ? "" : `Critical case ${what}`
	};
}
function problemCases(verdict) {
	return verdict.verdict === "error" ? verdict.problems.length === 0 ? [{
		group: "gate",
		name: "run",
		outcome: "error",
		message: verdict.title
	}] : verdict.problems.map((problem) => ({
		group: "problem",
		name: problem.code,
		outcome: "error",
		message: formatProblem(problem)
	})) : [];
}
function element({ group, name, outcome, message }, gate) {
	let start = `    <testcase classname="${xmlText(`${gate}.${group}`)}" name="${xmlText(name, 200)}"`, text = xmlText(message);
	return outcome === "passed" ? text === "" ? `${start}/>` : `${start}><system-out>${text}</system-out></testcase>` : `${start}><${outcome} message="${text}"/></testcase>`;
}
// src/report/terminal.ts
const codes = {
	bold: 1,
	dim: 2,
	red: 31,
	green: 32,
	yellow: 33
}, wordStyles = {
	"ok, proven": "green",
	ok: "green",
	fail: "red",
	"cannot tell": "yellow",
	"not proven": "yellow",
	"no evidence": "yellow",
	waived: "yellow",
	"not gated": "dim"
};
function renderTerminal(verdict, { colour, width }) {
	let paint = colour ? (style, text) => `\u001b[${codes[style]}m${text}\u001b[0m` : (_, text) => text;
	return `${[
		[paint("bold", `${`${symbolOf(verdict)} ${terminalText(verdict.title.replaceAll("`", ""), 400)}`}${verdict.gate === "default" ? "" : ` (${terminalText(verdict.gate, 60)})`}`)],
		ruleLines(scoreboard(verdict).slice(0, 40), width, paint),
		reasonLines(verdict, width),
		problemLines(verdict, width),
		evidenceLines(verdict, width)
	].filter((lines) => lines.length > 0).map((lines) => lines.map(breakWorkflowCommands).join("\n")).join("\n\n")}\n`;
}
function rowCells(row) {
	let label = row.name === void 0 ? row.label : `${row.label} ${terminalText(row.name, 60)}`, word = row.waiver === void 0 ? row.word : `waived by ${terminalText(row.waiver, 60)}`;
	return [
		label,
		row.baseline,
		row.candidate,
		row.change,
		row.limit,
		word
	];
}
const heads = [
	"",
	"baseline",
	"candidate",
	"change (at worst to at best)",
	"limit",
	""
];
function ruleLines(rows, width, paint) {
	if (rows.length === 0) return [];
	let cells = rows.map(rowCells), widths = heads.map((head, column) => Math.max(...[head, ...cells.map((row) => row[column] ?? "")].map((cell) => cell.length))), total = widths.reduce((sum, size) => sum + size, 0) + 2 * (widths.length - 1), styled = (row, word) => row === void 0 ? word : paint(wordStyles[row.word], word);
	if (total > width) return rows.flatMap((row, index) => listed(cells[index] ?? [], styled(row, cells[index]?.at(-1) ?? ""), width));
	let line = (row, word) => [...row.slice(0, -1).map((cell, column) => column === 1 || column === 2 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)), word].join("  ").trimEnd();
	return [line(heads, ""), ...rows.map((row, index) => line(cells[index] ?? [], styled(row, cells[index]?.at(-1) ?? "")))];
}
function listed([label = "", baseline = "", candidate = "", change = "", limit = ""], word, width) {
	let facts = [
		[baseline, candidate].filter((cell) => cell !== "").join(" → "),
		change,
		limit === "" ? "" : `limit ${limit}`
	].filter((cell) => cell !== "").join("; ");
	return [`${label}: ${word}`, ...wrap(facts, width, "  ", "  ")];
}
function reasonLines(verdict, width) {
	let rules = {
		fail: failingRules,
		undecided: unknownRules,
		cannot_tell: openRules
	}, layout = layoutOf(verdict);
	if (layout !== "fail" && layout !== "undecided" && layout !== "cannot_tell") return [];
	let found = rules[layout](verdict), more = found.length - 5;
	return [...found.slice(0, 5).flatMap((rule, index) => wrap(terminalText(rule.message), width, `${index + 1}. `, "   ")), ...more > 0 ? [`and ${more} more`] : []];
}
function problemLines({ problems }, width) {
	let more = problems.length - 50;
	return [...problems.slice(0, 50).flatMap((problem) => {
		let place = terminalText(formatPlace(problem), 200), fix = problem.fix === void 0 ? [] : wrap(terminalText(problem.fix), width, "  → ", "    ");
		return [
			...place === "" ? [] : [place],
			...wrap(terminalText(problem.message), width, "  ", "  "),
			...fix
		];
	}), ...more > 0 ? [`and ${more} more problems`] : []];
}
function evidenceLines(verdict, width) {
	let parts = [
		evidenceCounts(verdict),
		judgeWords(verdict),
		spendWords(verdict)
	].flatMap((part) => part ?? []), waivers = verdict.waivers.map((waiver) => `Waiver ${terminalText(waiver.id, 60)} for ${terminalText(waiver.rule, 60)}: ${waiver.state}, until ${terminalText(waiver.expires, 20)}`), edits = verdict.policy.ignored_edits.slice(0, 5).map((edit) => `Policy edited here, not applied until merged: ${terminalText(edit, 160)}`), untrusted = verdict.policy.trusted ? [] : ["Policy from this change (not trusted)"];
	return [
		...wrap(terminalText(parts.join("; ")), width, "", ""),
		...waivers.slice(0, 5),
		...edits,
		...untrusted
	];
}
function wrap(text, width, first, next) {
	let lines = [], line = first, isEmpty = !0;
	for (let word of text.split(" ").filter((part) => part !== "")) !isEmpty && line.length + 1 + word.length > width ? (lines.push(line), line = next + word) : line = isEmpty ? line + word : `${line} ${word}`, isEmpty = !1;
	return isEmpty ? lines : [...lines, line];
}
// src/report/verdict-json.ts
function renderVerdictJson(verdict) {
	return `${JSON.stringify(verdict, null, 2)}\n`;
}
// src/cli/deliver-verdict.ts
const defaultOut = "llm-o11y-out";
async function deliverVerdict(verdict, options, io) {
	let json = renderVerdictJson(verdict), { today } = io, files = {
		"verdict.json": json,
		"comment.md": renderComment(verdict, { today }),
		"summary.md": renderSummary(verdict, { today }),
		"junit.xml": renderJunit(verdict)
	};
	io.stdout(options.json ? json : renderTerminal(verdict, io));
	let folder = resolve(io.workingDir, options.out);
	try {
		await Promise.all(Object.entries(files).map(([name, text]) => writeUserFile(join(folder, name), [text]))), options.json || io.stdout(`\n${Object.keys(files).join("  ")}\nare in ${relative(io.workingDir, folder) || "."}/\n`);
	} catch (error) {
		let why = error instanceof Error ? error.message : String(error);
		io.stderr(`The files of the verdict could not be written to ${folder}: ${why}\n`);
	}
	return exitCode(verdict);
}
export { deliverVerdict as n, compareRecords as r, defaultOut as t };
