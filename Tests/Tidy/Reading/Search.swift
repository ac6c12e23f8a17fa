import Foundation

extension String {
    /// Whether the bytes of `word` stand in it. The checks ask this of every line of the repository, so it is the C
    /// library's search and not `contains`, which compares characters. Text after a NUL isn't searched.
    func has(_ word: String) -> Bool {
        withCString { text in word.withCString { word in strstr(text, word) != nil } }
    }
}
