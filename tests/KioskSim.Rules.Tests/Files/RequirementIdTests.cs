using System.Globalization;
using System.Text.RegularExpressions;

namespace KioskSim.Rules.Tests.Files;

/// <summary>Requirement ids, as in 000-39: the document's number and a row of it. In names of tests they read 000_39.</summary>
public sealed partial class RequirementIdTests
{
    // How many rows each of the five documents has.
    static readonly Dictionary<string, int> Rows = new() { ["000"] = 84, ["001"] = 58, ["002"] = 18, ["003"] = 39, ["004"] = 50 };

    [Fact]
    public void Ids_in_text_are_well_formed_and_exist() =>
        Assert.Empty(Checkout.With(".cs", ".md", ".proto", ".json", ".txt").SelectMany(f => Wrong(f, InText())));

    [Fact]
    public void Ids_in_the_names_of_tests_are_well_formed_and_exist() => Assert.Empty(TestFiles().SelectMany(f => Wrong(f, InTestName())));

    [Fact]
    public void Ids_in_the_names_of_tests_are_found_at_all() =>
        Assert.Contains(TestFiles(), f => InTestName().Matches(Checkout.Read(f)).Any(m => IsId(m.Groups[1].Value)));

    [Theory]
    [InlineData("000-39", true)]
    [InlineData("002-18", true)]
    [InlineData("002-19", false)]
    [InlineData("000-00", false)]
    [InlineData("000-7", false)]
    [InlineData("000-007", false)]
    [InlineData("005-01", false)]
    public void An_id_is_a_document_and_one_of_its_rows(string id, bool exists) => Assert.Equal(exists, IsId(id));

    static IEnumerable<string> TestFiles() => Checkout.With(".cs").Where(Checkout.IsTest);

    // The rows of the theory above are wrong on purpose.
    static IEnumerable<string> Wrong(string file, Regex ids) => file.EndsWith($"{nameof(RequirementIdTests)}.cs", StringComparison.Ordinal)
        ? []
        : ids.Matches(Checkout.Read(file)).Select(m => m.Groups[1].Value).Where(id => !IsId(id)).Select(id => $"{file}: {id}");

    static bool IsId(string id) => id.Replace('_', '-').Split('-') is [var document, { Length: 2 } row]
        && Rows.TryGetValue(document, out var rows)
        && int.Parse(row, CultureInfo.InvariantCulture) is var number && number >= 1 && number <= rows;

    // Three digits of which two are zeros, a hyphen and digits, and nothing that makes it part of a longer number.
    [GeneratedRegex(@"(?<![\w.,-])(00\d-\d+)(?![\w-])")]
    private static partial Regex InText();

    [GeneratedRegex(@"(?:void|Task) [A-Z]\w*?_(00\d_\d+)(?!\d)")]
    private static partial Regex InTestName();
}
