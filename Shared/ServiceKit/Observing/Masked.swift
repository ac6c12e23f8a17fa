/// A value that must not be printed: a secret, or a person's name or mail.
///
/// Every way Swift has of turning a value into text (interpolation, `print`, `dump`, `String(reflecting:)`) gives
/// `•••`; the value itself is reached by `revealed` alone, so a reader of the code sees each place where it leaves.
package struct Masked<Value: Sendable>: Sendable {
    package let revealed: Value

    package init(_ value: Value) { revealed = value }
}

extension Masked: Equatable where Value: Equatable {}
extension Masked: Hashable where Value: Hashable {}

extension Masked: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { Masking.replacement }
    package var debugDescription: String { Masking.replacement }
    package var customMirror: Mirror { Mirror(self, children: [] as [Mirror.Child]) }
}
