package import Vocabulary

/// « calcul terminé » : the best plan was taken, or none.
package struct JobEnded: Message {
    package static let type = "job.ended.v1"

    /// « calcul » : The optimisation.
    package var job: JobID
    /// « lot retenu » : Absent where none was better.
    package var best: Int?
    /// « déplacements faits » : How many.
    package var applied: Int
    /// « déplacements abandonnés » : Whose session had changed meanwhile.
    package var passedOver: Int

    package init(
        job: JobID, best: Int? = nil, applied: Int, passedOver: Int
    ) {
        self.job = job
        self.best = best
        self.applied = applied
        self.passedOver = passedOver
    }
}
