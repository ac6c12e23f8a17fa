import Vocabulary

/// The establishments of a form or of one of its groups, each once, in the form's order.
struct Seats {
    /// Those that the reference files know, and where each first stands in the form.
    let known: [Seat]
    /// Those that they don't: what the rules say of sectors or kinds must then wait for F7.
    let unknown: [UAI]

    struct Seat {
        let establishment: Establishment
        let place: String
    }

    /// Networks and sectors by their collège, in order of first mention. An école whose sector no file gives has none.
    var sectors: [UAI] {
        var seen: Set<UAI> = []
        return known.compactMap(\.establishment.sector).filter { seen.insert($0).inserted }
    }

    func has(_ kind: Establishment.Kind) -> Bool { known.contains { $0.establishment.kind == kind } }

    /// Whether each one's circonscription is known and none is this one; there is at least one.
    func areNotIn(_ id: CirconscriptionID) -> Bool {
        let circonscriptions = known.map(\.establishment.circonscription)
        return unknown.isEmpty && !circonscriptions.isEmpty && !circonscriptions.contains(id)
            && !circonscriptions.contains(nil)
    }

    /// However many, known or not.
    var count: Int { known.count + unknown.count }
}

extension RequestSubject {
    /// An ASH circonscription, to which no establishment is tied, with a territorial one's IEN among the pilots.
    func isBesideTerritorial(_ id: CirconscriptionID) -> Bool {
        places.isCirconscription(id) && !places.isTerritorial(id)
            && form.pilots.contains {
                if case .inspector(let other) = $0.function { places.isTerritorial(other) } else { false }
            }
    }
}

extension RequestForm {
    /// Of every group, or of one that there is.
    func seats(in places: any Places, ofGroup index: Int? = nil) -> Seats {
        var seen: Set<UAI> = []
        var known: [Seats.Seat] = []
        var unknown: [UAI] = []
        for group in index.map({ $0..<($0 + 1) }) ?? groups.indices {
            for (number, uai) in groups[group].establishments.enumerated() where seen.insert(uai).inserted {
                if let establishment = places.establishment(uai) {
                    let place = "groups[\(group)].establishments[\(number)]"
                    known.append(Seats.Seat(establishment: establishment, place: place))
                } else {
                    unknown.append(uai)
                }
            }
        }
        return Seats(known: known, unknown: unknown)
    }
}
