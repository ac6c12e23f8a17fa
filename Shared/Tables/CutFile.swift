/// Whether a table's file was cut off on its way: spreadsheets end every line, the last one too, so one that isn't
/// ended may lack digits that nothing else can miss.
package enum CutFile {
    /// Of a file with more than one line; nil where its last line is ended.
    package static func reason(_ bytes: some BidirectionalCollection<UInt8>) -> String? {
        let ends: [UInt8] = [UInt8(ascii: "\n"), UInt8(ascii: "\r")]
        guard let last = bytes.last, !ends.contains(last), bytes.contains(where: ends.contains) else { return nil }
        return "La dernière ligne n'est pas terminée : le fichier semble tronqué. Renvoyez-le entier ; s'il l'est, "
            + "ajoutez un saut de ligne à la fin."
    }
}
