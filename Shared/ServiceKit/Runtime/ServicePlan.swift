package import Messages
package import Pages

/// A service as `main` names it: what comes in, what goes out, who decides, what is answered over HTTP.
package struct ServicePlan<Definition: ServiceDefinition>: Sendable {
    package var definition: Definition
    /// Topics read.
    package var inputs: [String]
    package var catalogue: TopicCatalogue
    /// The program's version, as parked records and metrics name it.
    package var program: String
    /// The business listener's routes.
    package var routes: @Sendable (CommandDesk<Definition>) -> RouteTable

    /// Work of its own beside the step.
    package var duties: [Duty<Definition>]

    package init(
        definition: Definition, inputs: [String], catalogue: TopicCatalogue, program: String,
        routes: @escaping @Sendable (CommandDesk<Definition>) -> RouteTable = { _ in RouteTable() },
        duties: [Duty<Definition>] = []
    ) {
        self.definition = definition
        self.inputs = inputs
        self.catalogue = catalogue
        self.program = program
        self.routes = routes
        self.duties = duties
    }
}
