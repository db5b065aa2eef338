type Environment = Readonly<Record<string, string | undefined>>;

/** What a program needs to run at all, and the certificates of the machine. */
const common =
  /^(?:PATH|HOME|LANG|LANGUAGE|LC_[A-Z]+|TZ|TMPDIR|TEMP|TMP|SYSTEMROOT|SYSTEMDRIVE|WINDIR|USERPROFILE|APPDATA|LOCALAPPDATA|PROGRAMDATA|PATHEXT|COMSPEC|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE|SSL_CERT_DIR|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|PIP_CERT|GIT_SSL_CAINFO)$/iu;

/** Where packages come from, and the way there. */
const addresses =
  /^(?:HTTPS?_PROXY|ALL_PROXY|NO_PROXY|NPM_CONFIG_REGISTRY|NPM_CONFIG_(?:HTTPS_)?PROXY|YARN_NPM_REGISTRY_SERVER|PIP_(?:INDEX_URL|EXTRA_INDEX_URL|FIND_LINKS|PROXY|NO_INDEX)|UV_(?:INDEX|INDEX_URL|DEFAULT_INDEX|EXTRA_INDEX_URL|FIND_LINKS))$/iu;

/**
 * What a setup sees of our environment: no secret, whatever the policy lists. An address with a user, a password or a token in it is
 * left out; what the tools keep in files of the home folder, they find there.
 */
export function setupEnvironment(env: Environment): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined &&
        (common.test(entry[0]) || (addresses.test(entry[0]) && !holdsSecret(entry[1]))),
    ),
  );
}

/** The part of it that says where packages come from. */
export function packageAddresses(env: Environment): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(setupEnvironment(env)).filter(([name]) => addresses.test(name)));
}

/** The user of an address ends with `@`; a query or a fragment could be a token. */
function holdsSecret(value: string): boolean {
  return /[@?#]|%40/u.test(value);
}
