package import Tables

/// What a table must be as a whole before any of its lines is taken.
package enum WholeTable {
    /// Why nothing of it can be, in French; nil where its lines can be looked at. A quote that is never closed is a cut
    /// file, whose lines can't be told apart; a last line that isn't ended may lack digits that nothing else can miss:
    /// spreadsheets end every line, the last one too.
    package static func fault(in records: [CSVRecord], of bytes: some BidirectionalCollection<UInt8>) -> String? {
        for case .failure(let error) in records {
            switch error.kind {
            case .unclosedQuote, .tooLong, .utf16: return error.description
            case .quoteInCell, .textAfterQuote, .nul, .cellCount, .emptyColumnName, .duplicateColumn, .missingColumn,
                .noHeader, .unknownEncoding, .notUTF8:
                continue
            }
        }
        return isCut(bytes)
            ? "la dernière ligne n'est pas terminée : le fichier semble tronqué. Renvoyez-le entier ; s'il l'est, "
                + "ajoutez un saut de ligne à la fin" : nil
    }

    /// Of a file with more than one line.
    private static func isCut(_ bytes: some BidirectionalCollection<UInt8>) -> Bool {
        let ends: [UInt8] = [UInt8(ascii: "\n"), UInt8(ascii: "\r")]
        guard let last = bytes.last else { return false }
        return !ends.contains(last) && bytes.contains(where: ends.contains)
    }
}
