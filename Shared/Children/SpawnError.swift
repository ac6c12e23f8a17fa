/// A program that couldn't be started as a child; one line, with what couldn't.
package struct SpawnError: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String
}
