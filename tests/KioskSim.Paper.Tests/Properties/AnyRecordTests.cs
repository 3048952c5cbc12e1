using FsCheck;
using FsCheck.Fluent;
using KioskSim.Fixtures.BadInput;
using KioskSim.Paper.Certificates;
using KioskSim.Paper.Certificates.FamilyRegisters;
using KioskSim.Paper.Tests.Certificates;
using KioskSim.Paper.Tests.Tools;
using static KioskSim.Paper.Tests.Certificates.Printed;

namespace KioskSim.Paper.Tests.Properties;

/// <summary>
/// Any record of legal sizes makes a page: as many sheets as it said, every value read back from the file as often as it should be,
/// nothing upon anything else. KIOSKSIM_FUZZ=100000 for a long run.
/// </summary>
public sealed class AnyRecordTests
{
    /// <summary>Files that another program reads, a few dozen a kind.</summary>
    static readonly Config Read = FuzzRuns.Each(50);

    static readonly Arbitrary<int[]> Choices = Gen.Choose(0, 1_000_000).ArrayOf(601).ToArbitrary();

    [Fact]
    public void Resident_records() => Check(d => d.Household());

    [Fact]
    public void Certificates_of_entries() => Check(d => Samples.Entries(d.Household()));

    [Fact]
    public void Seal_registrations() => Check(d => d.Seal());

    [Fact]
    public void Family_registers() => Check(d => d.Register(), body: (record, front) =>
    {
        // Entries go on from one sheet to the next, between them the foot of the one and the head of the other.
        var head = Squeeze(((FamilyRegisterPage)record).Head);
        return front[(front.IndexOf(head, StringComparison.Ordinal) + head.Length)..].Split("次のページに続く")[0];
    });

    [Fact]
    public void Supplements() => Check(d => d.Supplement(), also: (record, text) =>
    {
        // A name goes along to the next sheet with the addresses below it.
        var supplement = (SupplementPage)record;
        var blocks = SupplementFlow.Lay(supplement).SelectMany(s => s).CountBy(slice => slice.Person);
        Assert.All(blocks, block => Assert.Equal(block.Value, Count(text, Squeeze(supplement.Persons[block.Key].Name))));
    });

    [Fact]
    public void Tax_certificates() => Check(d => d.Tax());

    /// <param name="body">What of a sheet's text is its own.</param>
    /// <param name="also">Looks at the text of all sheets.</param>
    static void Check(
        Func<Drafter, CertificateRecord> draft, Func<CertificateRecord, string, string>? body = null, Action<CertificateRecord, string>? also = null)
    {
        // Within a property, a skip for want of the reader would count as a counterexample.
        Pages(Samples.Seal);
        Prop.ForAll(Choices, choices =>
        {
            var drafter = new Drafter(choices);
            var record = draft(drafter);
            var composed = Samples.Press.Compose(record, Samples.Issue);
            FaceGeometry.AssertClean(composed);
            var fronts = Fronts(composed);
            Assert.Equal(record.SheetCount, fronts.Length);
            foreach (var (index, front) in fronts.Index())
            {
                Assert.All(drafter.OnEverySheet, value => Assert.Equal(1, Count(front, Squeeze(value))));
                Assert.EndsWith($"発行番号{Samples.Issue.Number}{index + 1}／{fronts.Length}", front);
            }

            var text = string.Concat(fronts.Select(front => body?.Invoke(record, front) ?? front));
            Assert.All(drafter.Once, value => Assert.Equal(1, Count(text, Squeeze(value))));
            Assert.Equal(1, Count(text, Samples.City.MayorTitle));
            also?.Invoke(record, text);
        }).Check(Read);
    }

    /// <summary>
    /// Without the mark of who left the register: it stands between two lines of the form, and so it may between two of a long name.
    /// </summary>
    static string[] Fronts(ComposedCertificate composed)
    {
        using var pdf = new PdfOnDisk(composed.ToPdf());
        var pages = DebianTool.PopplerText(pdf);
        Assert.Equal(composed.Faces.Count, pages.Length);
        return [.. pages.Where((_, i) => i % 2 == 0).Select(page => Squeeze(page).Replace("除籍", "", StringComparison.Ordinal))];
    }
}
