/// A public key by its thumbprint (RFC 7638): SHA-256 in base64url without padding.
package struct KeyThumbprint: TextValue {
    package static let pattern = "^[A-Za-z0-9_-]{43}$"
    package static let example = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"
    package let text: String

    package init(_ text: String) throws(ValueError) {
        guard text.utf8.count == 43,
            text.utf8.allSatisfy({
                (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45 || $0 == 95
            })
        else {
            throw ValueError(kind: "une empreinte de clé", value: text, expected: "43 lettres, chiffres, - et _")
        }
        self.text = text
    }
}
