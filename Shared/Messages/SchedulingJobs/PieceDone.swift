package import Vocabulary

/// « lot calculé » : what an instance found for a piece; each move is conditional on its session's revision.
package struct PieceDone: Message {
    package static let type = "job.pieceDone.v1"

    /// « calcul » : The optimisation.
    package var job: JobID
    /// « lot » : Which.
    package var piece: Int
    /// « empreinte du plan » : SHA-256 of the plan that it started from.
    package var basis: ContentHash
    /// « contraintes violées » : 0 in a plan that can be carried out.
    package var hardBreaches: Int
    /// « objectif » : Smaller is better.
    package var objective: Int
    /// « déplacements » : That lead there.
    package var moves: [PieceMove]

    package init(
        job: JobID, piece: Int, basis: ContentHash, hardBreaches: Int, objective: Int, moves: [PieceMove]
    ) {
        self.job = job
        self.piece = piece
        self.basis = basis
        self.hardBreaches = hardBreaches
        self.objective = objective
        self.moves = moves
    }
}
