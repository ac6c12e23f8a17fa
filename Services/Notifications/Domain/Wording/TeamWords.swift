import Messages
import Vocabulary

/// A session's team as heads and inspectors are told of it: by degree, since trainers' codes mean nothing to them and
/// no letter names a person.
extension RequestFile {
    /// « un formateur académique et deux formateurs du premier degré »; nil without a team. Where the team isn't the
    /// one that was settled (I1), only its size is said.
    func team(of session: SessionStated) -> String? {
        let size = session.team.count
        guard size > 0 else { return nil }
        let settled = validated?.groups.first { $0.group == session.group }
        let academic = settled?.academicTrainers ?? form?.intervenants.academicTrainers ?? 0
        let firstDegree = settled?.firstDegreeTrainers ?? form?.intervenants.firstDegreeTrainers ?? 0
        guard academic >= 0, firstDegree >= 0, academic <= size, firstDegree == size - academic else {
            return Self.trainers(size, one: "", many: "")
        }
        let parts = [
            Self.trainers(academic, one: " académique", many: " académiques"),
            Self.trainers(firstDegree, one: " du premier degré", many: " du premier degré"),
        ]
        return parts.compactMap(\.self).joined(separator: " et ")
    }

    private static func trainers(_ count: Int, one: String, many: String) -> String? {
        let words = ["", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"]
        guard count > 0 else { return nil }
        let number = count < words.count ? words[count] : "\(count)"
        return count == 1 ? "\(number) formateur\(one)" : "\(number) formateurs\(many)"
    }
}
