/// What the first bytes of a file say of it.
package enum FirstBytes {
    /// How many are looked at.
    package static let count = 4096

    /// Why the file is no text, in French with what to do; nil where it may be.
    package static func notText(_ bytes: [UInt8]) -> String? {
        for (magic, reason) in known where bytes.starts(with: magic) { return reason }
        let controls = bytes.prefix(count).count { ($0 < 0x20 && !(0x09...0x0D).contains($0)) || $0 == 0x7F }
        guard controls * 10 > min(bytes.count, count) else { return nil }
        return "ce n'est pas un fichier de texte ; donnez un fichier JSON Lines ou CSV"
    }

    /// By its first character that isn't white: `{` begins JSON Lines.
    package static func format(_ bytes: [UInt8]) -> RequestFormat {
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        return text.first { !(0x09...0x0D).contains($0) && $0 != 0x20 } == UInt8(ascii: "{") ? .jsonl : .csv
    }

    private static let known: [([UInt8], String)] = [
        (
            [0x50, 0x4B, 0x03, 0x04],
            "c'est un classeur ou une archive ; dans le tableur, enregistrez la feuille au format CSV"
        ),
        ([0xD0, 0xCF, 0x11, 0xE0], "c'est un classeur ; dans le tableur, enregistrez la feuille au format CSV"),
        ([0x25, 0x50, 0x44, 0x46, 0x2D], "c'est un PDF ; donnez un fichier JSON Lines ou CSV"),
        ([0x1F, 0x8B], "c'est une archive ; donnez le fichier qu'elle contient"),
        ([0xFF, 0xFE], "le texte est en UTF-16 ; enregistrez-le en UTF-8"),
        ([0xFE, 0xFF], "le texte est en UTF-16 ; enregistrez-le en UTF-8"),
    ]
}
