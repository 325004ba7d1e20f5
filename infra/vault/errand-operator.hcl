# A person: makes a new version of the key, and says from which version on old ones open. Opens nothing, and cannot make the
# key one that leaves Vault.
path "transit/keys/errand-data-keys/rotate" {
  capabilities = ["update"]
}

path "transit/keys/errand-data-keys/config" {
  capabilities = ["update"]
  allowed_parameters = {
    "min_decryption_version" = []
    "min_encryption_version" = []
  }
}

path "transit/keys/errand-data-keys" {
  capabilities = ["read"]
}
