/**
 * Two certificates made for the sample alone (`openssl req -x509`, subject `O=etcd explorer sample`), valid until 2051.
 * Their private keys were thrown away: nobody can use them for anything.
 */
const pem = (lines: string) => `${lines}\n`;

/** Of shop.example.com. */
export const shopCertificate = pem(
  [
    "-----BEGIN CERTIFICATE-----",
    "MIICFjCCAbugAwIBAgIUN1UlWCcLL0dDO3uSlSzvyM7PTX8wCgYIKoZIzj0EAwIw",
    "OjEdMBsGA1UECgwUZXRjZCBleHBsb3JlciBzYW1wbGUxGTAXBgNVBAMMEHNob3Au",
    "ZXhhbXBsZS5jb20wIBcNMjYxMjAxMTMyMTI3WhgPMjA1MTExMjUxMzIxMjdaMDox",
    "HTAbBgNVBAoMFGV0Y2QgZXhwbG9yZXIgc2FtcGxlMRkwFwYDVQQDDBBzaG9wLmV4",
    "YW1wbGUuY29tMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEAHIVM71hzktC7u+b",
    "hPn9OathQIzqLWqXTynikX1WPaio0t5TaYWPGhtd1RXnaQjMl8u9fyiCxMYfaF1d",
    "YPE1XaOBnDCBmTAdBgNVHQ4EFgQUfym/j4jv6W8bYI7ncLEmDP9p16MwHwYDVR0j",
    "BBgwFoAUfym/j4jv6W8bYI7ncLEmDP9p16MwDwYDVR0TAQH/BAUwAwEB/zAxBgNV",
    "HREEKjAoghBzaG9wLmV4YW1wbGUuY29tghR3d3cuc2hvcC5leGFtcGxlLmNvbTAT",
    "BgNVHSUEDDAKBggrBgEFBQcDATAKBggqhkjOPQQDAgNJADBGAiEAwsLMnmYLQ5Vr",
    "KFLMXM2DRSvzgXT7OI77vRcyw8SIWJkCIQCO/J+Rv03UeElYysUR/JsmlI9LkIhF",
    "C1s66QtqbBJwJw==",
    "-----END CERTIFICATE-----",
  ].join("\n"),
);

/** Of the authority that the cluster's service accounts trust. */
export const clusterAuthority = pem(
  [
    "-----BEGIN CERTIFICATE-----",
    "MIIBvjCCAWWgAwIBAgIUGmkhEDnFayKyzwtEF+rDu4ydMkkwCgYIKoZIzj0EAwIw",
    "NDEdMBsGA1UECgwUZXRjZCBleHBsb3JlciBzYW1wbGUxEzARBgNVBAMMCmt1YmVy",
    "bmV0ZXMwIBcNMjYxMjAxMTMyMTI3WhgPMjA1MTExMjUxMzIxMjdaMDQxHTAbBgNV",
    "BAoMFGV0Y2QgZXhwbG9yZXIgc2FtcGxlMRMwEQYDVQQDDAprdWJlcm5ldGVzMFkw",
    "EwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEZX5P2Urf97854dD2IwVeEanfPAkYnMdN",
    "IYi1FcQ6UrMR9H4oEL6G3vo7RGlAOQgdNHTXx1vc+344p4WumxsataNTMFEwHQYD",
    "VR0OBBYEFMpsNZV+7XrwZR9FbKx9HW0TtnMCMB8GA1UdIwQYMBaAFMpsNZV+7Xrw",
    "ZR9FbKx9HW0TtnMCMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDRwAwRAIg",
    "AtX1HPGmB1TpliPap7PIsaGVNxeSiM6fiLz6sVEk3vgCIFKxM//64cwx8nnSls88",
    "hsM6jl7NlQG9sccMeSs8Qgva",
    "-----END CERTIFICATE-----",
  ].join("\n"),
);
