import type { Json, JsonObject } from "../../experiment/json.ts";
import type { FieldHint } from "./finding.ts";

const password =
  /(?:^|[_-])(?:passw(?:or)?ds?|passphrase|pwd|pin|cvv|cvc|otp|one[_-]?time[_-]?(?:code|password)|(?:set-?)?cookie|(?:proxy-)?authorization|api[_-]?key|client[_-]?secret|private[_-]?key|x-api-key)$/i;
const camelPassword = /[a-z](?:Password|Passphrase|Pwd|ApiKey|ClientSecret|PrivateKey)$/;
const secret =
  /(?:^|[_-])(?:secrets?|tokens?|(?:access|account|auth|encryption|signing|license|master|secret)[_-]?key|credentials?|signature|sig)$|[a-z](?:Secret|Token|AccessKey|AuthKey|Credential)$/i;
const phone =
  /(?:^|[_-])(?:(?:tele)?phone|mobile|cell|tel|fax|whatsapp|msisdn)(?:[_-]?(?:number|no|nr|num))?$|[a-z](?:Phone|Mobile|Fax)(?:Number)?$/i;
const name =
  /^(?:user|customer|client|contact|person|patient|passenger|guest|member|owner|employee|full|first|last|given|family|middle|maiden|sender|recipient|author|caller|account_?holder|card_?holder)[_-]?names?$|^surname$/i;
const userName = /^(?:user[_-]?name|login|user[_-]?handle|screen[_-]?name)$/i;
const person =
  /^(?:user|customer|contact|person|patient|passengers?|guests?|members?|owner|employee|sender|recipient|author|caller|applicant|cardholder|billing|shipping)$/i;

/** What the key of a value says of it; `parent` is the key of the object that it is in. */
export function hintOfKey(key: string, parent: string | undefined): FieldHint | undefined {
  if (password.test(key) || camelPassword.test(key)) return "password";
  if (secret.test(key)) return "secret";
  if (phone.test(key)) return "phone";
  if (userName.test(key)) return "user-name";
  if (
    name.test(key) ||
    (/^(?:name|names|first|last)$/i.test(key) && parent !== undefined && person.test(parent))
  )
    return "name";
  return undefined;
}

/** The key that an entry such as `{ "name": "Authorization", "value": ".." }` gives to its `value`. */
export function entryName(object: JsonObject): string | undefined {
  const named: Json | undefined = object["name"] ?? object["key"] ?? object["header"];
  return typeof named === "string" && Object.hasOwn(object, "value") ? named : undefined;
}

/** First and last name of one person, where an object tells them apart. */
export function nameOfPerson(object: JsonObject): string | undefined {
  const first = textOfKey(object, /^(?:first|given)[_-]?name$/i);
  const last = textOfKey(object, /^(?:(?:last|family)[_-]?name|surname)$/i);
  return first === undefined || last === undefined ? undefined : `${first} ${last}`;
}

function textOfKey(object: JsonObject, pattern: RegExp): string | undefined {
  const value = Object.entries(object).find(([key]) => pattern.test(key))?.[1];
  return typeof value === "string" ? value : undefined;
}
