extension Int64 {
    /// Reads a number only where it is written as we write numbers: `5` and `-5`, neither `+5` nor `05` nor `-0`. Else
    /// two texts would name one sequence, and what is read would not be written again to the byte.
    init?(asWritten text: String) {
        let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
        guard let first = digits.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first),
            first != UInt8(ascii: "0") || text.utf8.count == 1
        else { return nil }
        self.init(text)
    }
}
