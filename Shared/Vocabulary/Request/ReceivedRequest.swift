/// A request as it stands in a file or queue: its number, when it came, what it says.
package struct ReceivedRequest: Codable, Hashable, Sendable {
    package var id: RequestID
    /// F6: whether it is late is judged by the day in Paris.
    package var receivedAt: Instant
    package var form: RequestForm

    package init(id: RequestID, receivedAt: Instant, form: RequestForm) {
        self.id = id
        self.receivedAt = receivedAt
        self.form = form
    }
}
