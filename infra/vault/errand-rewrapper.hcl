# After a rotation: wraps data keys anew under the newest version, without ever seeing one.
path "transit/rewrap/errand-data-keys" {
  capabilities = ["update"]
}

path "transit/keys/errand-data-keys" {
  capabilities = ["read"]
}

path "transit/config/keys" {
  capabilities = ["read"]
}
