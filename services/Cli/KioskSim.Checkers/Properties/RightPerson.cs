using KioskSim.Checkers.Evidence;
using KioskSim.Checkers.Sheets;
using KioskSim.Domain.Values;
using KioskSim.Registers;
using KioskSim.World;

namespace KioskSim.Checkers.Properties;

/// <summary>
/// Whether each sheet is about whoever stood there, by what is written on it and by what the base registers say of that person; and whether it is
/// of the issue that the city's ledger has for that receipt.
/// </summary>
public sealed class RightPerson(WorldFolder world) : IChecker
{
    public Property Property => Catalogue.RightPerson;

    public Verdict Check(WhatLeft left)
    {
        // A receipt that is in the journal twice is another checker's finding.
        var sessions = left.Journal.Where(j => j.Receipt is not null).ToLookup(j => j.Receipt!, j => j.Session);
        var numbers = left.Ledger.ToLookup(l => l.Session, l => l.Number);
        var (sheets, findings) = (0, new List<Finding>());
        foreach (var visit in left.Visits)
        {
            var number = numbers[sessions[visit.Receipt].FirstOrDefault("")].FirstOrDefault();
            sheets += visit.Copies.Sum(faces => faces.Count / 2);
            findings.AddRange(visit.Copies.SelectMany(faces => Look(visit, faces, number)));
        }

        return new Verdict(Property, sheets, findings);
    }

    /// <param name="number">Of the issue that the city has for the visit's receipt; null: it has none.</param>
    IEnumerable<Finding> Look(Visit visit, IReadOnlyList<Face> faces, string? number)
    {
        if (faces.Count == 0)
            yield return new(visit.Receipt, "証明書として読み取れない用紙です", "is no certificate that can be read");
        var (onEach, onFirst) = (Expected(visit), ExpectedFirst(visit));
        foreach (var face in faces)
        {
            if (face.IsFront && !(onEach.All(any => any.Any(face.Text.Contains)) && (face.Sheet > 1 || face.Text.Contains(onFirst, StringComparison.Ordinal))))
                yield return Of(visit, face, "別の人の記載です", "is about another person");
            else if (face.Issue != number || !face.Text.Contains($"発行番号{face.Issue}", StringComparison.Ordinal))
                yield return Of(visit, face, "この手続きの発行番号ではありません", "has another issue's number");
        }
    }

    static Finding Of(Visit visit, Face face, string japanese, string english) => new(
        visit.Receipt, $"{face.Sheet}枚目{(face.IsFront ? "表" : "裏")}: {japanese}", $"sheet {face.Sheet}, {(face.IsFront ? "front" : "back")}: {english}");

    // What a front must have, of each group one.
    IReadOnlyList<IReadOnlyList<string>> Expected(Visit visit)
    {
        if (visit.Kind is CertificateKind.FamilyRegister or CertificateKind.FamilyRegisterSupplement)
            return world.FamilyRegisters(visit.City).Of(visit.Applicant) is { } family ? [[PlainText.Of(family.Place)], [PlainText.Of(family.Head)]] : Nobody;
        var register = world.Register(visit.Applicant.Municipality);
        if (register.Find(visit.Applicant.Resident) is not { } person)
            return Nobody;
        var household = register.Find(person.Household)!;
        var own = PlainText.Of(person.Name.Text);
        return visit.Kind switch
        {
            CertificateKind.Tax or CertificateKind.Income => [[own]],
            _ when IsOfSeveral(visit.Items) => [[PlainText.Of(household.Address)], Names(household)],
            _ => [[PlainText.Of(household.Address)], [own]],
        };
    }

    // Two in one family register are told apart by the name of the one that it is about, where it is about one.
    string ExpectedFirst(Visit visit) => visit.Kind == CertificateKind.FamilyRegister && !IsOfSeveral(visit.Items)
        ? $"【名】{PlainText.Of(world.FamilyRegisters(visit.City).Of(visit.Applicant)?.Members.First(m => m.Residence == visit.Applicant).Given ?? "")}"
        : "";

    static bool IsOfSeveral(CertificateOptions items) => (items & (CertificateOptions.WholeHousehold | CertificateOptions.ChosenMembers)) != 0;

    static IReadOnlyList<string> Names(Household household) => [.. household.Members.Select(m => PlainText.Of(m.Name.Text))];

    // No sheet can be right for somebody whom no register knows.
    static IReadOnlyList<IReadOnlyList<string>> Nobody => [[]];
}
