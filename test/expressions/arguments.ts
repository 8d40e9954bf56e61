/** Arguments that mean something to a function, by its name and the argument's place; a target stands at place 0. */

const REGEXES = [
  ...["'a'", "'^a'", "'[a-c]+'", "'(a|b)*c'", "'\\\\d{2,3}'", "'(?i)HELLO'", "'^$'", "''", "'.'", "'(a)(b)?'", "'a*?'"],
  ...[
    "'[[:alpha:]]+'",
    "'\\\\bab'",
    "'x{0,2}'",
    "'(?s).+'",
    "'(?m)^b'",
    "'\\\\pL+'",
    "'[^a]'",
    "'a|b|'",
    "'\\\\x{61}'",
  ],
  ...[
    "'(?P<n>a)'",
    "'\\\\Aa'",
    "'\\\\z'",
    "'(?U)a+'",
    "'[é日]'",
    "'(a'",
    "'(?=a)'",
    "'a{1001}'",
    "'\\\\1'",
    "'[z-a]'",
    "'*'",
  ],
  ...[
    "'^[a-z0-9]([-a-z0-9]*[a-z0-9])?$'",
    "'(?:a+)+$'",
    "'\\\\QaX\\\\E'",
    "'\\\\C'",
    "'(?i)ſ'",
    "'\\\\W'",
    "'[\\\\s\\\\d]'",
  ],
];
const ZONES = [
  ...["'UTC'", "'America/New_York'", "'Asia/Kolkata'", "'Europe/Berlin'", "'+05:30'", "'-08:00'", "'02:00'", "''"],
  ...["'Local'", "'Nowhere/Else'", "'+25:00'", "'Australia/Lord_Howe'", "'-00:30'", "'+1:0'", "'Pacific/Apia'"],
];
const TIMESTAMPS = [
  ...["'2024-02-29T12:34:56Z'", "'2023-02-29T00:00:00Z'", "'2024-01-01T00:00:00.123456789+14:00'", "'2024-01-01'"],
  ...["'2024-01-01T24:00:00Z'", "'2024-01-01t00:00:00z'", "'0000-01-01T00:00:00Z'", "'9999-12-31T23:59:59Z'", "''"],
  ...["'2024-06-30T23:59:60Z'", "'2024-01-01T00:00:00,5Z'", "'2024-01-01T00:00:00.1234567891Z'", "'x'"],
];
const DURATIONS = [
  ...["'1s'", "'1h2m3.4s'", "'-5m'", "'+1us'", "'1µs'", "'.5s'", "'1.s'", "'0'", "'1'", "'1d'", "''", "'9223372037s'"],
  ...["'1h-2m'", "'1e3s'", "'100000h'", "'2562047h47m16.854775807s'", "'315576000001s'", "'-0s'", "' 1s'"],
];
const NUMBERS = [
  ...["'0'", "'42'", "'-7'", "'+5'", "'1.5'", "'1e3'", "'0x10'", "'1_000'", "' 1'", "''", "'9223372036854775808'"],
  ...["'-9223372036854775808'", "'NaN'", "'Inf'", "'-Infinity'", "'1e400'", "'.5'", "'5.'", "'1e'", "'٣'", "'007'"],
  ...["'18446744073709551615'", "'0x1p-2'", "'nan'", "'1e-400'", "'4.9e-324'", "'0.1e1'"],
];
const TRUTHS = ["'true'", "'false'", "'True'", "'TRUE'", "'t'", "'1'", "'0'", "'yes'", "''", "'F'", "'tRue'"];
const QUANTITIES = [
  ...["'1'", "'1Ki'", "'1.5Gi'", "'100m'", "'2e3'", "'1E'", "'-5M'", "'0'", "'1n'", "'0.5u'", "'10000000000000000000'"],
  ...[
    "'1Kib'",
    "''",
    "' 1'",
    "'1.'",
    "'.5'",
    "'+1k'",
    "'1e'",
    "'12345678901234567890123456789'",
    "'9Ei'",
    "'1.0001Ki'",
  ],
  ...["'0.0000000001'", "'-0'", "'1e-3'", "'1E3'", "'8Ei'", "'9223372036854775807'", "'500Ti'"],
];
const ADDRESSES = [
  ...[
    "'192.168.0.1'",
    "'127.0.0.1'",
    "'0.0.0.0'",
    "'255.255.255.255'",
    "'169.254.1.1'",
    "'224.0.0.1'",
    "'::1'",
    "'::'",
  ],
  ...[
    "'2001:DB8::abcd'",
    "'2001:0db8::1'",
    "'fe80::1'",
    "'fe80::1%eth0'",
    "'::ffff:1.2.3.4'",
    "'ff02::1'",
    "'10.0.0.01'",
  ],
  ...["'1.2.3'", "''", "'1.2.3.4.5'", "'fd00::1'", "'256.1.1.1'", "' 1.2.3.4'"],
];
const NETWORKS = [
  ...["'192.168.0.0/24'", "'192.168.0.1/24'", "'10.0.0.0/8'", "'0.0.0.0/0'", "'1.2.3.4/32'", "'2001:db8::/32'"],
  ...[
    "'::/0'",
    "'::1/128'",
    "'::ffff:1.2.3.0/120'",
    "'10.0.0.0/33'",
    "'10.0.0.0/08'",
    "'10.0.0.0'",
    "''",
    "'fe80::%a/64'",
  ],
];
const URLS = [
  ...["'https://example.com:80/path?k=v&k=w#f'", "'http://user:pw@[::1]:8080/a%20b'", "'/absolute/path'", "''"],
  ...[
    "'relative'",
    "'https://é.example/'",
    "'http://h/?a=%zz'",
    "'mailto:a@b'",
    "'http://a b/'",
    "'//host/x'",
    "'http://%41/'",
  ],
  ...[
    "'https://example.com'",
    "'http://h:port/'",
    "'https://h/?q=1;r=2&s&=t&q=3'",
    "'http://[fe80::1%25en0]/'",
    "'x:y'",
  ],
];
const VERSIONS = [
  ...[
    "'1.2.3'",
    "'1.0.0-alpha.1+build.5'",
    "'v1.2.3'",
    "'1.2'",
    "'01.2.3'",
    "'1.2.3-'",
    "''",
    "'0.0.0'",
    "'1.2.3-rc.1'",
  ],
  ...["'18446744073709551615.0.0'", "'18446744073709551616.0.0'", "'1.2.3+a+b'", "' 1.2.3'", "'1.2.3-01'", "'v1'"],
];
const FORMATS = [
  ...["'dns1123Label'", "'dns1123Subdomain'", "'dns1035Label'", "'qualifiedName'", "'labelValue'", "'uri'", "'uuid'"],
  ...["'byte'", "'date'", "'datetime'", "'dns1123LabelPrefix'", "'dns1035LabelPrefix'", "'nothing'", "''"],
];
const NAMES = [
  ...[
    "'my-name'",
    "'My_Name'",
    "'a.b.c'",
    "'example.com/name'",
    "'-a'",
    "''",
    "'2024-01-01'",
    "'2024-13-01'",
    "'aGk='",
  ],
  ...[
    "'2024-01-01T00:00:00Z'",
    "'123e4567-e89b-12d3-a456-426614174000'",
    "'https://a/b'",
    "'é'",
    "'a'.replace('a', 'aaaa')",
  ],
];
const SMALL = ["0", "1", "2", "3", "5", "-1", "20"];
const INDICES = [...SMALL, "4", "9223372036854775807", "-9223372036854775808"];
const PARTS = ["''", "'a'", "'b'", "','", "'X'", "'😀'", "'ab'", "'l'", "'World'", "'é'", "' '"];
const SEPARATORS = ["''", "','", "'X'", "' '", "'😀'", "'b'"];

/** By function and place. */
export const ARGUMENTS: { readonly [name: string]: { readonly [place: number]: readonly string[] } } = {
  matches: { 1: REGEXES },
  find: { 1: REGEXES },
  findAll: { 1: REGEXES, 2: INDICES },
  timestamp: { 0: TIMESTAMPS },
  duration: { 0: DURATIONS },
  ...eachOf(["int", "uint", "double"], { 0: NUMBERS }),
  bool: { 0: TRUTHS },
  ...eachOf(["quantity", "isQuantity"], { 0: QUANTITIES }),
  ...eachOf(["getFullYear", "getMonth", "getDayOfYear", "getDayOfMonth", "getDate", "getDayOfWeek"], { 1: ZONES }),
  ...eachOf(["getHours", "getMinutes", "getSeconds", "getMilliseconds"], { 1: ZONES }),
  ...eachOf(["ip", "isIP", "ip.isCanonical", "containsIP"], { 0: ADDRESSES, 1: ADDRESSES }),
  ...eachOf(["cidr", "isCIDR", "containsCIDR"], { 0: NETWORKS, 1: NETWORKS }),
  ...eachOf(["url", "isURL"], { 0: URLS }),
  ...eachOf(["semver", "isSemver"], { 0: VERSIONS }),
  "format.named": { 0: FORMATS },
  validate: { 1: NAMES },
  "lists.range": { 0: SMALL },
  ...eachOf(["charAt", "substring"], { 1: INDICES, 2: INDICES }),
  slice: { 1: SMALL, 2: SMALL },
  flatten: { 1: SMALL },
  ...eachOf(["contains", "startsWith", "endsWith", "indexOf", "lastIndexOf"], { 1: PARTS, 2: INDICES }),
  replace: { 1: PARTS, 2: PARTS, 3: INDICES },
  split: { 1: SEPARATORS, 2: INDICES },
  join: { 1: SEPARATORS },
};

function eachOf<T>(names: readonly string[], value: T): { readonly [name: string]: T } {
  return Object.fromEntries(names.map((name) => [name, value]));
}
