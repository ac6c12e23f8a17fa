/// Who wrote a record, in which environment: `urn:alp:<environment>:<service>` (SECURITY). A record whose source isn't
/// the catalogue's writer in our own environment is foreign, whatever it says.
package struct EventSource: Hashable, Sendable, CustomStringConvertible {
    package var environment: String
    package var service: String

    package init(environment: String, service: String) {
        self.environment = environment
        self.service = service
    }

    package var description: String { "urn:alp:\(environment):\(service)" }
}
