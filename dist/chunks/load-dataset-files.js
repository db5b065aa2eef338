import { r as __toESM, t as __commonJSMin } from "./rolldown-runtime.js";
import { n as formatPlace } from "./problem.js";
import { B as canonicalJson, C as boolean, M as string, N as union, O as looseObject, P as unknown, S as array, V as isJsonObject, a as repositoryPathFault, j as strictObject, n as ProblemList, r as schemaProblems, t as readJsonLines, x as _null, z as orThrow } from "./read-json-lines.js";
import { hash } from "node:crypto";
// node_modules/@stdlib/utils-define-property/lib/define_property.js
var require_define_property = __commonJSMin(((exports, module) => {
	module.exports = typeof Object.defineProperty == "function" ? Object.defineProperty : null;
})), require_has_define_property_support = __commonJSMin(((exports, module) => {
	var defineProperty = require_define_property();
	function hasDefinePropertySupport() {
		try {
			return defineProperty({}, "x", {}), !0;
		} catch {
			return !1;
		}
	}
	module.exports = hasDefinePropertySupport;
})), require_builtin = __commonJSMin(((exports, module) => {
	module.exports = Object.defineProperty;
})), require_is_number = __commonJSMin(((exports, module) => {
	function isNumber(value) {
		return typeof value == "number";
	}
	module.exports = isNumber;
})), require_zero_pad = __commonJSMin(((exports, module) => {
	function startsWithMinus(str) {
		return str[0] === "-";
	}
	function zeros(n) {
		for (var out = "", i = 0; i < n; i++) out += "0";
		return out;
	}
	function zeroPad(str, width, right) {
		var negative = !1, pad = width - str.length;
		return pad < 0 || (startsWithMinus(str) && (negative = !0, str = str.substr(1)), str = right ? str + zeros(pad) : zeros(pad) + str, negative && (str = "-" + str)), str;
	}
	module.exports = zeroPad;
})), require_format_integer = __commonJSMin(((exports, module) => {
	var isNumber = require_is_number(), zeroPad = require_zero_pad(), lowercase = String.prototype.toLowerCase, uppercase = String.prototype.toUpperCase;
	function formatInteger(token) {
		var base, out, i;
		switch (token.specifier) {
			case "b":
				base = 2;
				break;
			case "o":
				base = 8;
				break;
			case "x":
			case "X":
				base = 16;
				break;
			default: base = 10;
		}
		if (out = token.arg, i = parseInt(out, 10), !isFinite(i)) {
			if (!isNumber(out)) throw Error("invalid integer. Value: " + out);
			i = 0;
		}
		return i < 0 && (token.specifier === "u" || base !== 10) && (i = 4294967295 + i + 1), i < 0 ? (out = (-i).toString(base), token.precision && (out = zeroPad(out, token.precision, token.padRight)), out = "-" + out) : (out = i.toString(base), !i && !token.precision ? out = "" : token.precision && (out = zeroPad(out, token.precision, token.padRight)), token.sign && (out = token.sign + out)), base === 16 && (token.alternate && (out = "0x" + out), out = token.specifier === uppercase.call(token.specifier) ? uppercase.call(out) : lowercase.call(out)), base === 8 && token.alternate && out.charAt(0) !== "0" && (out = "0" + out), out;
	}
	module.exports = formatInteger;
})), require_is_string$1 = __commonJSMin(((exports, module) => {
	function isString(value) {
		return typeof value == "string";
	}
	module.exports = isString;
})), require_format_double = __commonJSMin(((exports, module) => {
	var abs = Math.abs, lowercase = String.prototype.toLowerCase, uppercase = String.prototype.toUpperCase, replace = String.prototype.replace, RE_EXP_POS_DIGITS = /e\+(\d)$/, RE_EXP_NEG_DIGITS = /e-(\d)$/, RE_ONLY_DIGITS = /^(\d+)$/, RE_DIGITS_BEFORE_EXP = /^(\d+)e/, RE_TRAILING_PERIOD_ZERO = /\.0$/, RE_PERIOD_ZERO_EXP = /\.0*e/, RE_ZERO_BEFORE_EXP = /(\..*[^0])0*e/;
	function formatDouble(f, token) {
		var digits, out;
		switch (token.specifier) {
			case "e":
			case "E":
				out = f.toExponential(token.precision);
				break;
			case "f":
			case "F":
				out = f.toFixed(token.precision);
				break;
			case "g":
			case "G":
				abs(f) < 1e-4 ? (digits = token.precision, digits > 0 && --digits, out = f.toExponential(digits)) : out = f.toPrecision(token.precision), token.alternate || (out = replace.call(out, RE_ZERO_BEFORE_EXP, "$1e"), out = replace.call(out, RE_PERIOD_ZERO_EXP, "e"), out = replace.call(out, RE_TRAILING_PERIOD_ZERO, ""));
				break;
			default: throw Error("invalid double notation. Value: " + token.specifier);
		}
		return out = replace.call(out, RE_EXP_POS_DIGITS, "e+0$1"), out = replace.call(out, RE_EXP_NEG_DIGITS, "e-0$1"), token.alternate && (out = replace.call(out, RE_ONLY_DIGITS, "$1."), out = replace.call(out, RE_DIGITS_BEFORE_EXP, "$1.e")), f >= 0 && token.sign && (out = token.sign + out), out = token.specifier === uppercase.call(token.specifier) ? uppercase.call(out) : lowercase.call(out), out;
	}
	module.exports = formatDouble;
})), require_space_pad = __commonJSMin(((exports, module) => {
	function spaces(n) {
		for (var out = "", i = 0; i < n; i++) out += " ";
		return out;
	}
	function spacePad(str, width, right) {
		var pad = width - str.length;
		return pad < 0 || (str = right ? str + spaces(pad) : spaces(pad) + str), str;
	}
	module.exports = spacePad;
})), require_main$47 = __commonJSMin(((exports, module) => {
	var formatInteger = require_format_integer(), isString = require_is_string$1(), isNumber = require_is_number(), formatDouble = require_format_double(), spacePad = require_space_pad(), zeroPad = require_zero_pad(), fromCharCode = String.fromCharCode, isArray = Array.isArray;
	function isnan(value) {
		return value !== value;
	}
	function initialize(token) {
		var out = {};
		return out.specifier = token.specifier, out.precision = token.precision === void 0 ? 1 : token.precision, out.width = token.width, out.flags = token.flags || "", out.mapping = token.mapping, out;
	}
	function formatInterpolate(tokens) {
		var hasPeriod, flags, token, flag, num, out, pos, f, i, j;
		if (!isArray(tokens)) throw TypeError("invalid argument. First argument must be an array. Value: `" + tokens + "`.");
		for (out = "", pos = 1, i = 0; i < tokens.length; i++) if (token = tokens[i], isString(token)) out += token;
		else {
			if (hasPeriod = token.precision !== void 0, token = initialize(token), !token.specifier) throw TypeError("invalid argument. Token is missing `specifier` property. Index: `" + i + "`. Value: `" + token + "`.");
			for (token.mapping && (pos = token.mapping), flags = token.flags, j = 0; j < flags.length; j++) switch (flag = flags.charAt(j), flag) {
				case " ":
					token.sign = " ";
					break;
				case "+":
					token.sign = "+";
					break;
				case "-":
					token.padRight = !0, token.padZeros = !1;
					break;
				case "0":
					token.padZeros = flags.indexOf("-") < 0;
					break;
				case "#":
					token.alternate = !0;
					break;
				default: throw Error("invalid flag: " + flag);
			}
			if (token.width === "*") {
				if (token.width = parseInt(arguments[pos], 10), pos += 1, isnan(token.width)) throw TypeError("the argument for * width at position " + pos + " is not a number. Value: `" + token.width + "`.");
				token.width < 0 && (token.padRight = !0, token.width = -token.width);
			}
			if (hasPeriod && token.precision === "*") {
				if (token.precision = parseInt(arguments[pos], 10), pos += 1, isnan(token.precision)) throw TypeError("the argument for * precision at position " + pos + " is not a number. Value: `" + token.precision + "`.");
				token.precision < 0 && (token.precision = 1, hasPeriod = !1);
			}
			switch (token.arg = arguments[pos], token.specifier) {
				case "b":
				case "o":
				case "x":
				case "X":
				case "d":
				case "i":
				case "u":
					hasPeriod && (token.padZeros = !1), token.arg = formatInteger(token);
					break;
				case "s":
					token.maxWidth = hasPeriod ? token.precision : -1, token.arg = String(token.arg);
					break;
				case "c":
					if (!isnan(token.arg)) {
						if (num = parseInt(token.arg, 10), num < 0 || num > 127) throw Error("invalid character code. Value: " + token.arg);
						token.arg = isnan(num) ? String(token.arg) : fromCharCode(num);
					}
					break;
				case "e":
				case "E":
				case "f":
				case "F":
				case "g":
				case "G":
					if (hasPeriod || (token.precision = 6), f = parseFloat(token.arg), !isFinite(f)) {
						if (!isNumber(token.arg)) throw Error("invalid floating-point number. Value: " + out);
						f = token.arg, token.padZeros = !1;
					}
					token.arg = formatDouble(f, token);
					break;
				default: throw Error("invalid specifier: " + token.specifier);
			}
			token.maxWidth >= 0 && token.arg.length > token.maxWidth && (token.arg = token.arg.substring(0, token.maxWidth)), token.padZeros ? token.arg = zeroPad(token.arg, token.width || token.precision, token.padRight) : token.width && (token.arg = spacePad(token.arg, token.width, token.padRight)), out += token.arg || "", pos += 1;
		}
		return out;
	}
	module.exports = formatInterpolate;
})), require_lib$61 = __commonJSMin(((exports, module) => {
	module.exports = require_main$47();
})), require_main$46 = __commonJSMin(((exports, module) => {
	var RE = /%(?:([1-9]\d*)\$)?([0 +\-#]*)(\*|\d+)?(?:(\.)(\*|\d+)?)?[hlL]?([%A-Za-z])/g;
	function parse(match) {
		var token = {
			mapping: match[1] ? parseInt(match[1], 10) : void 0,
			flags: match[2],
			width: match[3],
			precision: match[5],
			specifier: match[6]
		};
		return match[4] === "." && match[5] === void 0 && (token.precision = "1"), token;
	}
	function formatTokenize(str) {
		var content, tokens = [], match, prev = 0;
		for (match = RE.exec(str); match;) content = str.slice(prev, RE.lastIndex - match[0].length), content.length && tokens.push(content), match[6] === "%" ? tokens.push("%") : tokens.push(parse(match)), prev = RE.lastIndex, match = RE.exec(str);
		return content = str.slice(prev), content.length && tokens.push(content), tokens;
	}
	module.exports = formatTokenize;
})), require_lib$60 = __commonJSMin(((exports, module) => {
	module.exports = require_main$46();
})), require_is_string = __commonJSMin(((exports, module) => {
	function isString(value) {
		return typeof value == "string";
	}
	module.exports = isString;
})), require_main$45 = __commonJSMin(((exports, module) => {
	var interpolate = require_lib$61(), tokenize = require_lib$60(), isString = require_is_string();
	function format(str) {
		var args, i;
		if (!isString(str)) throw TypeError(format("invalid argument. First argument must be a string. Value: `%s`.", str));
		for (args = [tokenize(str)], i = 1; i < arguments.length; i++) args.push(arguments[i]);
		return interpolate.apply(null, args);
	}
	module.exports = format;
})), require_lib$59 = __commonJSMin(((exports, module) => {
	module.exports = require_main$45();
})), require_polyfill$5 = __commonJSMin(((exports, module) => {
	var format = require_lib$59(), objectProtoype = Object.prototype, toStr = objectProtoype.toString, defineGetter = objectProtoype.__defineGetter__, defineSetter = objectProtoype.__defineSetter__, lookupGetter = objectProtoype.__lookupGetter__, lookupSetter = objectProtoype.__lookupSetter__;
	function defineProperty(obj, prop, descriptor) {
		var prototype, hasValue, hasGet, hasSet;
		if (typeof obj != "object" || !obj || toStr.call(obj) === "[object Array]") throw TypeError(format("invalid argument. First argument must be an object. Value: `%s`.", obj));
		if (typeof descriptor != "object" || !descriptor || toStr.call(descriptor) === "[object Array]") throw TypeError(format("invalid argument. Property descriptor must be an object. Value: `%s`.", descriptor));
		if (hasValue = "value" in descriptor, hasValue && (lookupGetter.call(obj, prop) || lookupSetter.call(obj, prop) ? (prototype = obj.__proto__, obj.__proto__ = objectProtoype, delete obj[prop], obj[prop] = descriptor.value, obj.__proto__ = prototype) : obj[prop] = descriptor.value), hasGet = "get" in descriptor, hasSet = "set" in descriptor, hasValue && (hasGet || hasSet)) throw Error("invalid argument. Cannot specify one or more accessors and a value or writable attribute in the property descriptor.");
		return hasGet && defineGetter && defineGetter.call(obj, prop, descriptor.get), hasSet && defineSetter && defineSetter.call(obj, prop, descriptor.set), obj;
	}
	module.exports = defineProperty;
})), require_lib$58 = __commonJSMin(((exports, module) => {
	var hasDefinePropertySupport = require_has_define_property_support(), builtin = require_builtin(), polyfill = require_polyfill$5();
	module.exports = hasDefinePropertySupport() ? builtin : polyfill;
})), require_main$44 = __commonJSMin(((exports, module) => {
	var defineProperty = require_lib$58();
	function setNonEnumerableReadOnly(obj, prop, value) {
		defineProperty(obj, prop, {
			configurable: !1,
			enumerable: !1,
			writable: !1,
			value
		});
	}
	module.exports = setNonEnumerableReadOnly;
})), require_lib$57 = __commonJSMin(((exports, module) => {
	module.exports = require_main$44();
})), require_main$43 = __commonJSMin(((exports, module) => {
	module.exports = Math.floor;
})), require_lib$56 = __commonJSMin(((exports, module) => {
	module.exports = require_main$43();
})), require_main$42 = __commonJSMin(((exports, module) => {
	function isnan(x) {
		return x !== x;
	}
	module.exports = isnan;
})), require_lib$55 = __commonJSMin(((exports, module) => {
	module.exports = require_main$42();
})), require_main$41 = __commonJSMin(((exports, module) => {
	module.exports = Math.ceil;
})), require_lib$54 = __commonJSMin(((exports, module) => {
	module.exports = require_main$41();
})), require_main$40 = __commonJSMin(((exports, module) => {
	var floor = require_lib$56(), ceil = require_lib$54();
	function trunc(x) {
		return x < 0 ? ceil(x) : floor(x);
	}
	module.exports = trunc;
})), require_lib$53 = __commonJSMin(((exports, module) => {
	module.exports = require_main$40();
})), require_main$39 = __commonJSMin(((exports, module) => {
	module.exports = Number;
})), require_lib$52 = __commonJSMin(((exports, module) => {
	module.exports = require_main$39();
})), require_lib$51 = __commonJSMin(((exports, module) => {
	module.exports = require_lib$52().NEGATIVE_INFINITY;
})), require_lib$50 = __commonJSMin(((exports, module) => {
	module.exports = 1e400;
})), require_lib$49 = __commonJSMin(((exports, module) => {
	module.exports = 1023;
})), require_lib$48 = __commonJSMin(((exports, module) => {
	module.exports = 1023;
})), require_lib$47 = __commonJSMin(((exports, module) => {
	module.exports = -1023;
})), require_lib$46 = __commonJSMin(((exports, module) => {
	module.exports = -1074;
})), require_main$38 = __commonJSMin(((exports, module) => {
	var PINF = require_lib$50(), NINF = require_lib$51();
	function isInfinite(x) {
		return x === PINF || x === NINF;
	}
	module.exports = isInfinite;
})), require_lib$45 = __commonJSMin(((exports, module) => {
	module.exports = require_main$38();
})), require_lib$44 = __commonJSMin(((exports, module) => {
	module.exports = 2147483648;
})), require_lib$43 = __commonJSMin(((exports, module) => {
	module.exports = 2147483647;
})), require_main$37 = __commonJSMin(((exports, module) => {
	function hasSymbolSupport() {
		return typeof Symbol == "function" && typeof Symbol("foo") == "symbol";
	}
	module.exports = hasSymbolSupport;
})), require_lib$42 = __commonJSMin(((exports, module) => {
	module.exports = require_main$37();
})), require_main$36 = __commonJSMin(((exports, module) => {
	var FLG = require_lib$42()();
	function hasToStringTagSupport() {
		return FLG && typeof Symbol.toStringTag == "symbol";
	}
	module.exports = hasToStringTagSupport;
})), require_lib$41 = __commonJSMin(((exports, module) => {
	module.exports = require_main$36();
})), require_tostring = __commonJSMin(((exports, module) => {
	module.exports = Object.prototype.toString;
})), require_main$35 = __commonJSMin(((exports, module) => {
	var toStr = require_tostring();
	function nativeClass(v) {
		return toStr.call(v);
	}
	module.exports = nativeClass;
})), require_main$34 = __commonJSMin(((exports, module) => {
	var has = Object.prototype.hasOwnProperty;
	function hasOwnProp(value, property) {
		return value != null && has.call(value, property);
	}
	module.exports = hasOwnProp;
})), require_lib$40 = __commonJSMin(((exports, module) => {
	module.exports = require_main$34();
})), require_main$33 = __commonJSMin(((exports, module) => {
	module.exports = typeof Symbol == "function" ? Symbol : void 0;
})), require_lib$39 = __commonJSMin(((exports, module) => {
	module.exports = require_main$33();
})), require_tostringtag = __commonJSMin(((exports, module) => {
	var Symbol = require_lib$39();
	module.exports = typeof Symbol == "function" ? Symbol.toStringTag : "";
})), require_polyfill$4 = __commonJSMin(((exports, module) => {
	var hasOwnProp = require_lib$40(), toStringTag = require_tostringtag(), toStr = require_tostring();
	function nativeClass(v) {
		var isOwn, tag, out;
		if (v == null) return toStr.call(v);
		tag = v[toStringTag], isOwn = hasOwnProp(v, toStringTag);
		try {
			v[toStringTag] = void 0;
		} catch {
			return toStr.call(v);
		}
		return out = toStr.call(v), isOwn ? v[toStringTag] = tag : delete v[toStringTag], out;
	}
	module.exports = nativeClass;
})), require_lib$38 = __commonJSMin(((exports, module) => {
	var hasToStringTag = require_lib$41(), builtin = require_main$35(), polyfill = require_polyfill$4();
	module.exports = hasToStringTag() ? polyfill : builtin;
})), require_main$32 = __commonJSMin(((exports, module) => {
	var nativeClass = require_lib$38(), hasUint32Array = typeof Uint32Array == "function";
	function isUint32Array(value) {
		return hasUint32Array && value instanceof Uint32Array || nativeClass(value) === "[object Uint32Array]";
	}
	module.exports = isUint32Array;
})), require_lib$37 = __commonJSMin(((exports, module) => {
	module.exports = require_main$32();
})), require_lib$36 = __commonJSMin(((exports, module) => {
	module.exports = 4294967295;
})), require_uint32array = __commonJSMin(((exports, module) => {
	module.exports = typeof Uint32Array == "function" ? Uint32Array : null;
})), require_main$31 = __commonJSMin(((exports, module) => {
	var isUint32Array = require_lib$37(), UINT32_MAX = require_lib$36(), GlobalUint32Array = require_uint32array();
	function hasUint32ArraySupport() {
		var bool, arr;
		if (typeof GlobalUint32Array != "function") return !1;
		try {
			arr = [
				1,
				3.14,
				-3.14,
				UINT32_MAX + 1,
				UINT32_MAX + 2
			], arr = new GlobalUint32Array(arr), bool = isUint32Array(arr) && arr[0] === 1 && arr[1] === 3 && arr[2] === UINT32_MAX - 2 && arr[3] === 0 && arr[4] === 1;
		} catch {
			bool = !1;
		}
		return bool;
	}
	module.exports = hasUint32ArraySupport;
})), require_lib$35 = __commonJSMin(((exports, module) => {
	module.exports = require_main$31();
})), require_main$30 = __commonJSMin(((exports, module) => {
	module.exports = typeof Uint32Array == "function" ? Uint32Array : void 0;
})), require_polyfill$3 = __commonJSMin(((exports, module) => {
	function polyfill() {
		throw Error("not implemented");
	}
	module.exports = polyfill;
})), require_lib$34 = __commonJSMin(((exports, module) => {
	var hasUint32ArraySupport = require_lib$35(), builtin = require_main$30(), polyfill = require_polyfill$3();
	module.exports = hasUint32ArraySupport() ? builtin : polyfill;
})), require_main$29 = __commonJSMin(((exports, module) => {
	var nativeClass = require_lib$38(), hasFloat64Array = typeof Float64Array == "function";
	function isFloat64Array(value) {
		return hasFloat64Array && value instanceof Float64Array || nativeClass(value) === "[object Float64Array]";
	}
	module.exports = isFloat64Array;
})), require_lib$33 = __commonJSMin(((exports, module) => {
	module.exports = require_main$29();
})), require_float64array = __commonJSMin(((exports, module) => {
	module.exports = typeof Float64Array == "function" ? Float64Array : null;
})), require_main$28 = __commonJSMin(((exports, module) => {
	var isFloat64Array = require_lib$33(), GlobalFloat64Array = require_float64array();
	function hasFloat64ArraySupport() {
		var bool, arr;
		if (typeof GlobalFloat64Array != "function") return !1;
		try {
			arr = new GlobalFloat64Array([
				1,
				3.14,
				-3.14,
				NaN
			]), bool = isFloat64Array(arr) && arr[0] === 1 && arr[1] === 3.14 && arr[2] === -3.14 && arr[3] !== arr[3];
		} catch {
			bool = !1;
		}
		return bool;
	}
	module.exports = hasFloat64ArraySupport;
})), require_lib$32 = __commonJSMin(((exports, module) => {
	module.exports = require_main$28();
})), require_main$27 = __commonJSMin(((exports, module) => {
	module.exports = typeof Float64Array == "function" ? Float64Array : void 0;
})), require_polyfill$2 = __commonJSMin(((exports, module) => {
	function polyfill() {
		throw Error("not implemented");
	}
	module.exports = polyfill;
})), require_lib$31 = __commonJSMin(((exports, module) => {
	var hasFloat64ArraySupport = require_lib$32(), builtin = require_main$27(), polyfill = require_polyfill$2();
	module.exports = hasFloat64ArraySupport() ? builtin : polyfill;
})), require_main$26 = __commonJSMin(((exports, module) => {
	var nativeClass = require_lib$38(), hasUint8Array = typeof Uint8Array == "function";
	function isUint8Array(value) {
		return hasUint8Array && value instanceof Uint8Array || nativeClass(value) === "[object Uint8Array]";
	}
	module.exports = isUint8Array;
})), require_lib$30 = __commonJSMin(((exports, module) => {
	module.exports = require_main$26();
})), require_lib$29 = __commonJSMin(((exports, module) => {
	module.exports = 255;
})), require_uint8array = __commonJSMin(((exports, module) => {
	module.exports = typeof Uint8Array == "function" ? Uint8Array : null;
})), require_main$25 = __commonJSMin(((exports, module) => {
	var isUint8Array = require_lib$30(), UINT8_MAX = require_lib$29(), GlobalUint8Array = require_uint8array();
	function hasUint8ArraySupport() {
		var bool, arr;
		if (typeof GlobalUint8Array != "function") return !1;
		try {
			arr = [
				1,
				3.14,
				-3.14,
				UINT8_MAX + 1,
				UINT8_MAX + 2
			], arr = new GlobalUint8Array(arr), bool = isUint8Array(arr) && arr[0] === 1 && arr[1] === 3 && arr[2] === UINT8_MAX - 2 && arr[3] === 0 && arr[4] === 1;
		} catch {
			bool = !1;
		}
		return bool;
	}
	module.exports = hasUint8ArraySupport;
})), require_lib$28 = __commonJSMin(((exports, module) => {
	module.exports = require_main$25();
})), require_main$24 = __commonJSMin(((exports, module) => {
	module.exports = typeof Uint8Array == "function" ? Uint8Array : void 0;
})), require_polyfill$1 = __commonJSMin(((exports, module) => {
	function polyfill() {
		throw Error("not implemented");
	}
	module.exports = polyfill;
})), require_lib$27 = __commonJSMin(((exports, module) => {
	var hasUint8ArraySupport = require_lib$28(), builtin = require_main$24(), polyfill = require_polyfill$1();
	module.exports = hasUint8ArraySupport() ? builtin : polyfill;
})), require_main$23 = __commonJSMin(((exports, module) => {
	var nativeClass = require_lib$38(), hasUint16Array = typeof Uint16Array == "function";
	function isUint16Array(value) {
		return hasUint16Array && value instanceof Uint16Array || nativeClass(value) === "[object Uint16Array]";
	}
	module.exports = isUint16Array;
})), require_lib$26 = __commonJSMin(((exports, module) => {
	module.exports = require_main$23();
})), require_lib$25 = __commonJSMin(((exports, module) => {
	module.exports = 65535;
})), require_uint16array = __commonJSMin(((exports, module) => {
	module.exports = typeof Uint16Array == "function" ? Uint16Array : null;
})), require_main$22 = __commonJSMin(((exports, module) => {
	var isUint16Array = require_lib$26(), UINT16_MAX = require_lib$25(), GlobalUint16Array = require_uint16array();
	function hasUint16ArraySupport() {
		var bool, arr;
		if (typeof GlobalUint16Array != "function") return !1;
		try {
			arr = [
				1,
				3.14,
				-3.14,
				UINT16_MAX + 1,
				UINT16_MAX + 2
			], arr = new GlobalUint16Array(arr), bool = isUint16Array(arr) && arr[0] === 1 && arr[1] === 3 && arr[2] === UINT16_MAX - 2 && arr[3] === 0 && arr[4] === 1;
		} catch {
			bool = !1;
		}
		return bool;
	}
	module.exports = hasUint16ArraySupport;
})), require_lib$24 = __commonJSMin(((exports, module) => {
	module.exports = require_main$22();
})), require_main$21 = __commonJSMin(((exports, module) => {
	module.exports = typeof Uint16Array == "function" ? Uint16Array : void 0;
})), require_polyfill = __commonJSMin(((exports, module) => {
	function polyfill() {
		throw Error("not implemented");
	}
	module.exports = polyfill;
})), require_lib$23 = __commonJSMin(((exports, module) => {
	var hasUint16ArraySupport = require_lib$24(), builtin = require_main$21(), polyfill = require_polyfill();
	module.exports = hasUint16ArraySupport() ? builtin : polyfill;
})), require_ctors = __commonJSMin(((exports, module) => {
	var Uint8Array = require_lib$27();
	module.exports = {
		uint16: require_lib$23(),
		uint8: Uint8Array
	};
})), require_main$20 = __commonJSMin(((exports, module) => {
	var ctors = require_ctors(), bool;
	function isLittleEndian() {
		var uint16view = new ctors.uint16(1), uint8view;
		return uint16view[0] = 4660, uint8view = new ctors.uint8(uint16view.buffer), uint8view[0] === 52;
	}
	bool = isLittleEndian(), module.exports = bool;
})), require_lib$22 = __commonJSMin(((exports, module) => {
	module.exports = require_main$20();
})), require_indices$1 = __commonJSMin(((exports, module) => {
	var isLittleEndian = require_lib$22(), indices, HIGH, LOW;
	isLittleEndian === !0 ? (HIGH = 1, LOW = 0) : (HIGH = 0, LOW = 1), indices = {
		HIGH,
		LOW
	}, module.exports = indices;
})), require_assign$1 = __commonJSMin(((exports, module) => {
	var Uint32Array = require_lib$34(), Float64Array = require_lib$31(), indices = require_indices$1(), FLOAT64_VIEW = new Float64Array(1), UINT32_VIEW = new Uint32Array(FLOAT64_VIEW.buffer), HIGH = indices.HIGH, LOW = indices.LOW;
	function toWords(x, out, stride, offset) {
		return FLOAT64_VIEW[0] = x, out[offset] = UINT32_VIEW[HIGH], out[offset + stride] = UINT32_VIEW[LOW], out;
	}
	module.exports = toWords;
})), require_main$19 = __commonJSMin(((exports, module) => {
	var fcn = require_assign$1();
	function toWords(x) {
		return fcn(x, [0, 0], 1, 0);
	}
	module.exports = toWords;
})), require_lib$21 = __commonJSMin(((exports, module) => {
	var setReadOnly = require_lib$57(), main = require_main$19();
	setReadOnly(main, "assign", require_assign$1()), module.exports = main;
})), require_high$1 = __commonJSMin(((exports, module) => {
	module.exports = +(require_lib$22() === !0);
})), require_main$18 = __commonJSMin(((exports, module) => {
	var Uint32Array = require_lib$34(), Float64Array = require_lib$31(), HIGH = require_high$1(), FLOAT64_VIEW = new Float64Array(1), UINT32_VIEW = new Uint32Array(FLOAT64_VIEW.buffer);
	function getHighWord(x) {
		return FLOAT64_VIEW[0] = x, UINT32_VIEW[HIGH];
	}
	module.exports = getHighWord;
})), require_lib$20 = __commonJSMin(((exports, module) => {
	module.exports = require_main$18();
})), require_indices = __commonJSMin(((exports, module) => {
	var isLittleEndian = require_lib$22(), indices, HIGH, LOW;
	isLittleEndian === !0 ? (HIGH = 1, LOW = 0) : (HIGH = 0, LOW = 1), indices = {
		HIGH,
		LOW
	}, module.exports = indices;
})), require_main$17 = __commonJSMin(((exports, module) => {
	var Uint32Array = require_lib$34(), Float64Array = require_lib$31(), indices = require_indices(), FLOAT64_VIEW = new Float64Array(1), UINT32_VIEW = new Uint32Array(FLOAT64_VIEW.buffer), HIGH = indices.HIGH, LOW = indices.LOW;
	function fromWords(high, low) {
		return UINT32_VIEW[HIGH] = high, UINT32_VIEW[LOW] = low, FLOAT64_VIEW[0];
	}
	module.exports = fromWords;
})), require_lib$19 = __commonJSMin(((exports, module) => {
	module.exports = require_main$17();
})), require_main$16 = __commonJSMin(((exports, module) => {
	var SIGN_MASK = require_lib$44(), ABS_MASK = require_lib$43(), toWords = require_lib$21(), getHighWord = require_lib$20(), fromWords = require_lib$19(), WORDS = [0, 0];
	function copysign(x, y) {
		var hx, hy;
		return toWords.assign(x, WORDS, 1, 0), hx = WORDS[0], hx &= ABS_MASK, hy = getHighWord(y), hy &= SIGN_MASK, hx |= hy, fromWords(hx, WORDS[1]);
	}
	module.exports = copysign;
})), require_lib$18 = __commonJSMin(((exports, module) => {
	module.exports = require_main$16();
})), require_lib$17 = __commonJSMin(((exports, module) => {
	module.exports = 22250738585072014e-324;
})), require_main$15 = __commonJSMin(((exports, module) => {
	function abs(x) {
		return Math.abs(x);
	}
	module.exports = abs;
})), require_lib$16 = __commonJSMin(((exports, module) => {
	module.exports = require_main$15();
})), require_assign = __commonJSMin(((exports, module) => {
	var FLOAT64_SMALLEST_NORMAL = require_lib$17(), isInfinite = require_lib$45(), isnan = require_lib$55(), abs = require_lib$16(), SCALAR = 4503599627370496;
	function normalize(x, out, stride, offset) {
		return isnan(x) || isInfinite(x) ? (out[offset] = x, out[offset + stride] = 0, out) : x !== 0 && abs(x) < FLOAT64_SMALLEST_NORMAL ? (out[offset] = x * SCALAR, out[offset + stride] = -52, out) : (out[offset] = x, out[offset + stride] = 0, out);
	}
	module.exports = normalize;
})), require_main$14 = __commonJSMin(((exports, module) => {
	var fcn = require_assign();
	function normalize(x) {
		return fcn(x, [0, 0], 1, 0);
	}
	module.exports = normalize;
})), require_lib$15 = __commonJSMin(((exports, module) => {
	var setReadOnly = require_lib$57(), main = require_main$14();
	setReadOnly(main, "assign", require_assign()), module.exports = main;
})), require_lib$14 = __commonJSMin(((exports, module) => {
	module.exports = 2146435072;
})), require_main$13 = __commonJSMin(((exports, module) => {
	var getHighWord = require_lib$20(), EXP_MASK = require_lib$14(), BIAS = require_lib$49();
	function exponent(x) {
		var high = getHighWord(x);
		return high = (high & EXP_MASK) >>> 20, high - BIAS | 0;
	}
	module.exports = exponent;
})), require_lib$13 = __commonJSMin(((exports, module) => {
	module.exports = require_main$13();
})), require_main$12 = __commonJSMin(((exports, module) => {
	var PINF = require_lib$50(), NINF = require_lib$51(), BIAS = require_lib$49(), MAX_EXPONENT = require_lib$48(), MAX_SUBNORMAL_EXPONENT = require_lib$47(), MIN_SUBNORMAL_EXPONENT = require_lib$46(), isnan = require_lib$55(), isInfinite = require_lib$45(), copysign = require_lib$18(), normalize = require_lib$15().assign, floatExp = require_lib$13(), toWords = require_lib$21(), fromWords = require_lib$19(), TWO52_INV = 2220446049250313e-31, CLEAR_EXP_MASK = 2148532223, FRAC = [0, 0], WORDS = [0, 0];
	function ldexp(frac, exp) {
		var high, m;
		return exp === 0 || frac === 0 || isnan(frac) || isInfinite(frac) ? frac : (normalize(frac, FRAC, 1, 0), frac = FRAC[0], exp += FRAC[1], exp += floatExp(frac), exp < MIN_SUBNORMAL_EXPONENT ? copysign(0, frac) : exp > MAX_EXPONENT ? frac < 0 ? NINF : PINF : (exp <= MAX_SUBNORMAL_EXPONENT ? (exp += 52, m = TWO52_INV) : m = 1, toWords.assign(frac, WORDS, 1, 0), high = WORDS[0], high &= CLEAR_EXP_MASK, high |= exp + BIAS << 20, m * fromWords(high, WORDS[1])));
	}
	module.exports = ldexp;
})), require_lib$12 = __commonJSMin(((exports, module) => {
	module.exports = require_main$12();
})), require_polyval_p$1 = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? .16666666666666602 : .16666666666666602 + x * (-.0027777777777015593 + x * (6613756321437934e-20 + x * (-16533902205465252e-22 + x * 4.1381367970572385e-8)));
	}
	module.exports = evalpoly;
})), require_expmulti = __commonJSMin(((exports, module) => {
	var ldexp = require_lib$12(), polyvalP = require_polyval_p$1();
	function expmulti(hi, lo, k) {
		var r = hi - lo, t = r * r, c = r - t * polyvalP(t);
		return ldexp(1 - (lo - r * c / (2 - c) - hi), k);
	}
	module.exports = expmulti;
})), require_main$11 = __commonJSMin(((exports, module) => {
	var isnan = require_lib$55(), trunc = require_lib$53(), NINF = require_lib$51(), PINF = require_lib$50(), expmulti = require_expmulti(), LN2_HI = .6931471803691238, LN2_LO = 19082149292705877e-26, LOG2_E = 1.4426950408889634, OVERFLOW = 709.782712893384, UNDERFLOW = -745.1332191019411, NEARZERO = 1 / (1 << 28), NEG_NEARZERO = -NEARZERO;
	function exp(x) {
		var hi, lo, k;
		return isnan(x) || x === PINF ? x : x === NINF ? 0 : x > OVERFLOW ? PINF : x < UNDERFLOW ? 0 : x > NEG_NEARZERO && x < NEARZERO ? 1 + x : (k = trunc(x < 0 ? LOG2_E * x - .5 : LOG2_E * x + .5), hi = x - k * LN2_HI, lo = k * LN2_LO, expmulti(hi, lo, k));
	}
	module.exports = exp;
})), require_lib$11 = __commonJSMin(((exports, module) => {
	module.exports = require_main$11();
})), require_high = __commonJSMin(((exports, module) => {
	module.exports = +(require_lib$22() === !0);
})), require_main$10 = __commonJSMin(((exports, module) => {
	var Uint32Array = require_lib$34(), Float64Array = require_lib$31(), HIGH = require_high(), FLOAT64_VIEW = new Float64Array(1), UINT32_VIEW = new Uint32Array(FLOAT64_VIEW.buffer);
	function setHighWord(x, high) {
		return FLOAT64_VIEW[0] = x, UINT32_VIEW[HIGH] = high >>> 0, FLOAT64_VIEW[0];
	}
	module.exports = setHighWord;
})), require_lib$10 = __commonJSMin(((exports, module) => {
	module.exports = require_main$10();
})), require_polyval_p = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? .3999999999940942 : .3999999999940942 + x * (.22222198432149784 + x * .15313837699209373);
	}
	module.exports = evalpoly;
})), require_polyval_q = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? .6666666666666735 : .6666666666666735 + x * (.2857142874366239 + x * (.1818357216161805 + x * .14798198605116586));
	}
	module.exports = evalpoly;
})), require_main$9 = __commonJSMin(((exports, module) => {
	var getHighWord = require_lib$20(), setHighWord = require_lib$10(), isnan = require_lib$55(), BIAS = require_lib$49(), NINF = require_lib$51(), polyvalP = require_polyval_p(), polyvalQ = require_polyval_q(), LN2_HI = .6931471803691238, LN2_LO = 19082149292705877e-26, TWO54 = 0x40000000000000, ONE_THIRD = .3333333333333333, HIGH_SIGNIFICAND_MASK = 1048575, HIGH_MAX_NORMAL_EXP = 2146435072, HIGH_MIN_NORMAL_EXP = 1048576, HIGH_BIASED_EXP_0 = 1072693248;
	function ln(x) {
		var hfsq, hx, t2, t1, k, R, f, i, j, s, w, z;
		return x === 0 ? NINF : isnan(x) || x < 0 ? NaN : (hx = getHighWord(x), k = 0, hx < HIGH_MIN_NORMAL_EXP && (k -= 54, x *= TWO54, hx = getHighWord(x)), hx >= HIGH_MAX_NORMAL_EXP ? x + x : (k += (hx >> 20) - BIAS | 0, hx &= HIGH_SIGNIFICAND_MASK, i = hx + 614244 & 1048576, x = setHighWord(x, hx | i ^ HIGH_BIASED_EXP_0), k += i >> 20, f = x - 1, (HIGH_SIGNIFICAND_MASK & 2 + hx) < 3 ? f === 0 ? k === 0 ? 0 : k * LN2_HI + k * LN2_LO : (R = f * f * (.5 - ONE_THIRD * f), k === 0 ? f - R : k * LN2_HI - (R - k * LN2_LO - f)) : (s = f / (2 + f), z = s * s, i = hx - 398458 | 0, w = z * z, j = 440401 - hx | 0, t1 = w * polyvalP(w), t2 = z * polyvalQ(w), i |= j, R = t2 + t1, i > 0 ? (hfsq = .5 * f * f, k === 0 ? f - (hfsq - s * (hfsq + R)) : k * LN2_HI - (hfsq - (s * (hfsq + R) + k * LN2_LO) - f)) : k === 0 ? f - s * (f - R) : k * LN2_HI - (s * (f - R) - k * LN2_LO - f))));
	}
	module.exports = ln;
})), require_lib$9 = __commonJSMin(((exports, module) => {
	module.exports = require_main$9();
})), require_main$8 = __commonJSMin(((exports, module) => {
	function wrap(value) {
		return constantFunction;
		function constantFunction() {
			return value;
		}
	}
	module.exports = wrap;
})), require_lib$8 = __commonJSMin(((exports, module) => {
	module.exports = require_main$8();
})), require_main$7 = __commonJSMin(((exports, module) => {
	module.exports = Math.sqrt;
})), require_lib$7 = __commonJSMin(((exports, module) => {
	module.exports = require_main$7();
})), require_low = __commonJSMin(((exports, module) => {
	module.exports = require_lib$22() === !0 ? 0 : 1;
})), require_main$6 = __commonJSMin(((exports, module) => {
	var Uint32Array = require_lib$34(), Float64Array = require_lib$31(), LOW = require_low(), FLOAT64_VIEW = new Float64Array(1), UINT32_VIEW = new Uint32Array(FLOAT64_VIEW.buffer);
	function setLowWord(x, low) {
		return FLOAT64_VIEW[0] = x, UINT32_VIEW[LOW] = low >>> 0, FLOAT64_VIEW[0];
	}
	module.exports = setLowWord;
})), require_lib$6 = __commonJSMin(((exports, module) => {
	module.exports = require_main$6();
})), require_polyval_pp = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? -.3250421072470015 : -.3250421072470015 + x * (-.02848174957559851 + x * (-.005770270296489442 + x * -23763016656650163e-21));
	}
	module.exports = evalpoly;
})), require_polyval_qq = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? .39791722395915535 : .39791722395915535 + x * (.0650222499887673 + x * (.005081306281875766 + x * (.00013249473800432164 + x * -3960228278775368e-21)));
	}
	module.exports = evalpoly;
})), require_polyval_pa = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? .41485611868374833 : .41485611868374833 + x * (-.3722078760357013 + x * (.31834661990116175 + x * (-.11089469428239668 + x * (.035478304325618236 + x * -.002166375594868791))));
	}
	module.exports = evalpoly;
})), require_polyval_qa = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? .10642088040084423 : .10642088040084423 + x * (.540397917702171 + x * (.07182865441419627 + x * (.12617121980876164 + x * (.01363708391202905 + x * .011984499846799107))));
	}
	module.exports = evalpoly;
})), require_polyval_ra = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? -.6938585727071818 : -.6938585727071818 + x * (-10.558626225323291 + x * (-62.375332450326006 + x * (-162.39666946257347 + x * (-184.60509290671104 + x * (-81.2874355063066 + x * -9.814329344169145)))));
	}
	module.exports = evalpoly;
})), require_polyval_sa = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? 19.651271667439257 : 19.651271667439257 + x * (137.65775414351904 + x * (434.56587747522923 + x * (645.3872717332679 + x * (429.00814002756783 + x * (108.63500554177944 + x * (6.570249770319282 + x * -.0604244152148581))))));
	}
	module.exports = evalpoly;
})), require_polyval_rb = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? -.799283237680523 : -.799283237680523 + x * (-17.757954917754752 + x * (-160.63638485582192 + x * (-637.5664433683896 + x * (-1025.0951316110772 + x * -483.5191916086514))));
	}
	module.exports = evalpoly;
})), require_polyval_sb = __commonJSMin(((exports, module) => {
	function evalpoly(x) {
		return x === 0 ? 30.33806074348246 : 30.33806074348246 + x * (325.7925129965739 + x * (1536.729586084437 + x * (3199.8582195085955 + x * (2553.0504064331644 + x * (474.52854120695537 + x * -22.44095244658582)))));
	}
	module.exports = evalpoly;
})), require_main$5 = __commonJSMin(((exports, module) => {
	var isnan = require_lib$55(), exp = require_lib$11(), setLowWord = require_lib$6(), PINF = require_lib$50(), NINF = require_lib$51(), polyvalPP = require_polyval_pp(), polyvalQQ = require_polyval_qq(), polyvalPA = require_polyval_pa(), polyvalQA = require_polyval_qa(), polyvalRA = require_polyval_ra(), polyvalSA = require_polyval_sa(), polyvalRB = require_polyval_rb(), polyvalSB = require_polyval_sb(), TINY = 1e-300, SMALL = 13877787807814457e-33, ERX = .8450629115104675, PPC = .12837916709551256, QQC = 1, PAC = -.0023621185607526594, QAC = 1, RAC = -.009864944034847148, SAC = 1, RBC = -.0098649429247001, SBC = 1;
	function erfc(x) {
		var sign, ax, z, r, s, y, p, q;
		if (isnan(x)) return NaN;
		if (x === PINF) return 0;
		if (x === NINF) return 2;
		if (x === 0) return 1;
		if (x < 0 ? (sign = !0, ax = -x) : (sign = !1, ax = x), ax < .84375) return ax < SMALL ? 1 - x : (z = x * x, r = PPC + z * polyvalPP(z), s = QQC + z * polyvalQQ(z), y = r / s, x < .25 ? 1 - (x + x * y) : (r = x * y, r += x - .5, .5 - r));
		if (ax < 1.25) return s = ax - 1, p = PAC + s * polyvalPA(s), q = QAC + s * polyvalQA(s), sign ? 1 + ERX + p / q : 1 - ERX - p / q;
		if (ax < 28) {
			if (s = 1 / (ax * ax), ax < 2.857142857142857) r = RAC + s * polyvalRA(s), s = SAC + s * polyvalSA(s);
			else {
				if (x < -6) return 2 - TINY;
				r = RBC + s * polyvalRB(s), s = SBC + s * polyvalSB(s);
			}
			return z = setLowWord(ax, 0), r = exp(-(z * z) - .5625) * exp((z - ax) * (z + ax) + r / s), sign ? 2 - r / ax : r / ax;
		}
		return sign ? 2 - TINY : TINY * TINY;
	}
	module.exports = erfc;
})), require_lib$5 = __commonJSMin(((exports, module) => {
	module.exports = require_main$5();
})), require_main$4 = __commonJSMin(((exports, module) => {
	var isnan = require_lib$55();
	function cdf(x, mu) {
		return isnan(x) || isnan(mu) ? NaN : x < mu ? 0 : 1;
	}
	module.exports = cdf;
})), require_factory$3 = __commonJSMin(((exports, module) => {
	var constantFunction = require_lib$8(), isnan = require_lib$55();
	function factory(mu) {
		return isnan(mu) ? constantFunction(NaN) : cdf;
		function cdf(x) {
			return isnan(x) ? NaN : x < mu ? 0 : 1;
		}
	}
	module.exports = factory;
})), require_lib$4 = __commonJSMin(((exports, module) => {
	var setReadOnly = require_lib$57(), main = require_main$4();
	setReadOnly(main, "factory", require_factory$3()), module.exports = main;
})), require_main$3 = __commonJSMin(((exports, module) => {
	var erfc = require_lib$5(), sqrt = require_lib$7(), isnan = require_lib$55();
	function cdf(x, mu, sigma) {
		var denom, xc;
		return isnan(x) || isnan(mu) || isnan(sigma) || sigma < 0 ? NaN : sigma === 0 ? x < mu ? 0 : 1 : (denom = sigma * sqrt(2), xc = x - mu, .5 * erfc(-xc / denom));
	}
	module.exports = cdf;
})), require_factory$2 = __commonJSMin(((exports, module) => {
	var constantFunction = require_lib$8(), degenerate = require_lib$4().factory, isnan = require_lib$55(), sqrt = require_lib$7(), erfc = require_lib$5();
	function factory(mu, sigma) {
		var denom;
		return isnan(mu) || isnan(sigma) || sigma < 0 ? constantFunction(NaN) : sigma === 0 ? degenerate(mu) : (denom = sigma * sqrt(2), cdf);
		function cdf(x) {
			var xc;
			return isnan(x) ? NaN : (xc = x - mu, .5 * erfc(-xc / denom));
		}
	}
	module.exports = factory;
})), require_lib$3 = __commonJSMin(((exports, module) => {
	var setReadOnly = require_lib$57(), main = require_main$3();
	setReadOnly(main, "factory", require_factory$2()), module.exports = main;
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
})), require_main$2 = __commonJSMin(((exports, module) => {
	var isnan = require_lib$55(), sqrt = require_lib$7(), ln = require_lib$9(), PINF = require_lib$50(), NINF = require_lib$51(), rationalFcnR1 = require_rational_p1q1(), rationalFcnR2 = require_rational_p2q2(), rationalFcnR3 = require_rational_p3q3(), rationalFcnR4 = require_rational_p4q4(), rationalFcnR5 = require_rational_p5q5(), Y1 = .08913147449493408, Y2 = 2.249481201171875, Y3 = .807220458984375, Y4 = .9399557113647461, Y5 = .9836282730102539;
	function erfinv(x) {
		var sign, ax, qs, q, g, r;
		return isnan(x) ? NaN : x === 1 ? PINF : x === -1 ? NINF : x === 0 ? x : x > 1 || x < -1 ? NaN : (x < 0 ? (sign = -1, ax = -x) : (sign = 1, ax = x), q = 1 - ax, ax <= .5 ? (g = ax * (ax + 10), r = rationalFcnR1(ax), sign * (g * Y1 + g * r)) : q >= .25 ? (g = sqrt(-2 * ln(q)), q -= .25, r = rationalFcnR2(q), sign * (g / (Y2 + r))) : (q = sqrt(-ln(q)), q < 3 ? (qs = q - 1.125, r = rationalFcnR3(qs), sign * (Y3 * q + r * q)) : q < 6 ? (qs = q - 3, r = rationalFcnR4(qs), sign * (Y4 * q + r * q)) : (qs = q - 6, r = rationalFcnR5(qs), sign * (Y5 * q + r * q))));
	}
	module.exports = erfinv;
})), require_lib$2 = __commonJSMin(((exports, module) => {
	module.exports = require_main$2();
})), require_main$1 = __commonJSMin(((exports, module) => {
	var erfinv = require_lib$2(), isnan = require_lib$55(), sqrt = require_lib$7();
	function quantile(p, mu, sigma) {
		var A, B;
		return isnan(mu) || isnan(sigma) || isnan(p) || sigma < 0 || p < 0 || p > 1 ? NaN : sigma === 0 ? mu : (A = mu, B = sigma * sqrt(2), A + B * erfinv(2 * p - 1));
	}
	module.exports = quantile;
})), require_main = __commonJSMin(((exports, module) => {
	var isnan = require_lib$55();
	function quantile(p, mu) {
		return isnan(p) || p < 0 || p > 1 ? NaN : mu;
	}
	module.exports = quantile;
})), require_factory$1 = __commonJSMin(((exports, module) => {
	var constantFunction = require_lib$8(), isnan = require_lib$55();
	function factory(mu) {
		return isnan(mu) ? constantFunction(NaN) : quantile;
		function quantile(p) {
			return isnan(p) || p < 0 || p > 1 ? NaN : mu;
		}
	}
	module.exports = factory;
})), require_lib$1 = __commonJSMin(((exports, module) => {
	var setReadOnly = require_lib$57(), main = require_main();
	setReadOnly(main, "factory", require_factory$1()), module.exports = main;
})), require_factory = __commonJSMin(((exports, module) => {
	var constantFunction = require_lib$8(), degenerate = require_lib$1().factory, erfinv = require_lib$2(), isnan = require_lib$55(), sqrt = require_lib$7();
	function factory(mu, sigma) {
		var A, B;
		return isnan(mu) || isnan(sigma) || sigma < 0 ? constantFunction(NaN) : (sigma === 0 && degenerate(mu), A = mu, B = sigma * sqrt(2), quantile);
		function quantile(p) {
			return isnan(p) || p < 0 || p > 1 ? NaN : A + B * erfinv(2 * p - 1);
		}
	}
	module.exports = factory;
})), require_lib = __commonJSMin(((exports, module) => {
	var setReadOnly = require_lib$57(), main = require_main$1();
	setReadOnly(main, "factory", require_factory()), module.exports = main;
})), import_lib = __toESM(require_lib$3(), 1), import_lib$1 = __toESM(require_lib(), 1);
function normalQuantile(p) {
	let x = (0, import_lib$1.default)(p, 0, 1), density = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
	return x - (normalCdf(x) - p) / density;
}
function normalCdf(x) {
	return (0, import_lib.default)(x, 0, 1);
}
// src/stats/power.ts
const power = .8;
function detectableDrop(variance, n, blockLevel, maxDrop) {
	let zPower = normalQuantile(power), k = (normalQuantile(1 - blockLevel) + zPower) ** 2 / n, found = (k / 2 + Math.sqrt(k * k / 4 + 4 * k * variance)) / 2;
	return Math.max(found, maxDrop + zPower * Math.sqrt(variance / n));
}
function casesToProve(variance, maxDrop, proofLevel) {
	let z = normalQuantile(1 - proofLevel) * Math.sqrt(variance + maxDrop) + normalQuantile(power) * Math.sqrt(variance);
	return Math.ceil((z / maxDrop) ** 2);
}
function fewestCasesToProve(maxDrop, proofLevel) {
	if (!(maxDrop > 0)) return 1e400;
	let z2 = normalQuantile(1 - proofLevel) ** 2;
	return Math.floor(z2 * (1 - maxDrop) / maxDrop) + 1;
}
function fewestToProveQuantile(quantile, level) {
	return Math.ceil(Math.log(level) / Math.log(quantile));
}
// src/decide/alpha.ts
function splitAlpha(alpha, hasCritical, others) {
	let critical = hasCritical ? .2 * alpha : 0, rest = others > 0 ? .2 * alpha : 0;
	return {
		quality: alpha - critical - rest,
		critical,
		other: others > 0 ? rest / others : 0
	};
}
function lookLevels(alpha, share, looks, earlyStopIsLive) {
	let earlyStop = earlyStopIsLive ? share / 10 : 0, at = (part) => ({
		proof: part * alpha,
		block: part * (share - earlyStop)
	});
	return {
		earlyStop,
		looks: looks === 2 ? [at(.2), at(.8)] : [at(1)]
	};
}
// src/experiment/content-hash.ts
function contentHash(value) {
	return `sha256:${hash("sha256", canonicalJson(value))}`;
}
// src/dataset/row-schema.ts
const caseIdPattern = /^[A-Za-z0-9._/-]{1,128}$/, text = string({ error: "a text that is not empty" }).min(1, { error: "a text that is not empty" }), flag = boolean({ error: "true or false" }), contentPart = looseObject({ type: string({ error: "the type of a content part as a text" }) }, { error: "an object, a content part" }).superRefine(({ type, path }, context) => {
	if (type !== "image" && type !== "file") return;
	let fault = typeof path == "string" ? repositoryPathFault(path) : "is not a text";
	fault !== void 0 && context.addIssue({
		code: "custom",
		path: ["path"],
		message: `a path inside the repository, relative and with \`/\` (this one ${fault})`
	});
}), content = union([
	string(),
	array(contentPart),
	_null()
], { error: "a text or a list of content parts" }), message = looseObject({
	role: string({ error: "the role of the message, such as `user`" }).min(1, { error: "the role of the message, such as `user`" }),
	content: content.optional()
}, { error: "an object, a message" }), rowSchema = strictObject({
	id: string({ error: "1 to 128 characters of A-Z a-z 0-9 . _ / -" }).regex(caseIdPattern, { error: "1 to 128 characters of A-Z a-z 0-9 . _ / -" }),
	input: union([
		string(),
		looseObject({}),
		array(message).min(1),
		array(string({ error: "a text, since the first turn is one" })).min(1)
	], { error: "a text, an object of template variables, a list of messages, or a list of texts (the user's turns)" }),
	expected: unknown().optional(),
	context: unknown().superRefine(refuseNull).optional(),
	tool_calls: array(strictObject({
		name: text,
		arguments: unknown().refine((value) => value !== null, { error: "a value" }).optional()
	}, { error: "an object with `name` and `arguments`" }), { error: "a list of calls (`[]`: none may be made)" }).optional(),
	scorers: array(union([text, looseObject({})], { error: "the name of a scorer, or an object with `name` or `type`" }), { error: "a list of scorers" }).optional(),
	critical: flag.optional(),
	draft: flag.optional(),
	tags: array(text, { error: "a list of texts" }).optional(),
	group: text.optional(),
	metadata: looseObject({}, { error: "an object" }).optional(),
	source: looseObject({}, { error: "an object" }).superRefine(refuseNull).optional()
}, { error: "an object, one case" });
function refuseNull(value, context) {
	let path = pathOfNull(value);
	path !== void 0 && context.addIssue({
		code: "custom",
		path,
		message: "a value"
	});
}
function pathOfNull(value) {
	if (value === null) return [];
	let members = Array.isArray(value) ? value.map((item, index) => [index, item]) : isJsonObject(value) ? Object.entries(value) : [];
	for (let [key, member] of members) {
		let path = pathOfNull(member);
		if (path !== void 0) return [key, ...path];
	}
}
// src/dataset/parse-dataset.ts
async function parseDataset(files) {
	let caseById = new Map(), problems = [], warnings = [];
	for (let { file, chunks } of files) {
		let list = new ProblemList(file), rows = await readRows({
			file,
			chunks
		}, caseById, list);
		problems.push(...list.problems), rows === 0 && warnings.push({
			code: "no-rows",
			file,
			message: "the file has no rows.",
			fix: "Add a case, or remove the file."
		});
	}
	if (problems.length > 0) return {
		ok: !1,
		problems
	};
	if (caseById.size === 0) return {
		ok: !1,
		problems: [noCases(files)]
	};
	let cases = [...caseById.values()];
	return {
		ok: !0,
		value: {
			cases,
			version: datasetVersion(cases)
		},
		...warnings.length === 0 ? {} : { warnings }
	};
}
function datasetVersion(cases) {
	return contentHash(cases.toSorted((a, b) => a.id < b.id ? -1 : 1).map(({ hash }) => hash ?? null));
}
async function readRows({ file, chunks }, caseById, problems) {
	let rows = 0;
	for await (let lines of readJsonLines(file, chunks)) {
		for (let line of lines) {
			if (rows++, "problem" in line) {
				problems.add(line.problem);
				continue;
			}
			let place = {
				file,
				line: line.line
			}, found = schemaProblems(rowSchema, line.value, place);
			if (problems.add(...found), found.length > 0) continue;
			let parsed = toCase(line.value, place), earlier = caseById.get(parsed.id);
			earlier === void 0 ? caseById.set(parsed.id, parsed) : problems.add(duplicateId(parsed, earlier));
		}
		if (problems.isFull) break;
	}
	return rows;
}
function toCase(row, place) {
	let { tool_calls: toolCalls, critical = !1, draft = !1, tags = [], ...rest } = row;
	return {
		...rest,
		...toolCalls === void 0 ? {} : { toolCalls },
		critical,
		draft,
		tags: [...new Set(tags)],
		hash: contentHash(row),
		place
	};
}
function duplicateId({ id, place }, earlier) {
	let where = earlier.place.file === place.file ? `on line ${earlier.place.line}` : `in ${formatPlace(earlier.place)}`;
	return {
		code: "duplicate-id",
		...place,
		message: `case id "${id}" is already used ${where}. Arms are paired by id, so each may appear once.`,
		fix: "Rename or remove one of the two."
	};
}
function noCases(files) {
	let only = files.length === 1 ? files[0] : void 0;
	return {
		code: "no-cases",
		...only === void 0 ? {} : { file: only.file },
		message: "the dataset has no cases, and a gate without cases proves nothing.",
		fix: "Add a row, one JSON object a line with `id` and `input`."
	};
}
// src/gate/load-dataset-files.ts
async function loadDatasetFiles(patterns, effects) {
	let files = await effects.glob(patterns);
	return orThrow(await parseDataset(files.map((file) => ({
		file,
		chunks: effects.readChunks(file)
	}))));
}
export { require_lib$45 as A, require_lib$19 as C, require_lib$31 as D, require_lib$22 as E, require_lib$55 as F, require_lib$56 as I, require_lib$57 as L, require_lib$50 as M, require_lib$51 as N, require_lib$34 as O, require_lib$53 as P, require_lib$18 as S, require_lib$21 as T, require_lib$11 as _, detectableDrop as a, require_lib$16 as b, normalCdf as c, require_lib$5 as d, require_lib$6 as f, require_lib$10 as g, require_lib$9 as h, casesToProve as i, require_lib$49 as j, require_lib$43 as k, normalQuantile as l, require_lib$8 as m, lookLevels as n, fewestCasesToProve as o, require_lib$7 as p, splitAlpha as r, fewestToProveQuantile as s, loadDatasetFiles as t, require_lib$4 as u, require_lib$12 as v, require_lib$20 as w, require_lib$17 as x, require_lib$14 as y };
