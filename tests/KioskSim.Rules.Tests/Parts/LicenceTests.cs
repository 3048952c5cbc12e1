using System.Text;
using KioskSim.Rules.Tests.Files;

namespace KioskSim.Rules.Tests.Parts;

/// <summary>Every part of somebody else's has a licence that is allowed for what it is used for; docs/licences.md lists them. KIOSKSIM_APPROVE=1 writes it anew.</summary>
public sealed class LicenceTests
{
    const string Page = "docs/licences.md";

    const string Head = """
        # Licences of what others made

        Made from the lock files and the packages themselves; do not edit. After a change:
        `KIOSKSIM_APPROVE=1 dotnet test -c Release --project tests/KioskSim.Rules.Tests --filter-class '*LicenceTests'`. KioskSim itself is MIT ([LICENSE](../LICENSE)).

        | what | licence | for |
        |---|---|---|
        | .NET runtime and ASP.NET Core 10 | MIT | programs |
        | fonts IPAex Mincho and IPAmj Mincho, in certificates (Debian's packages; `make fonts`) | IPA | programs |

        `programs`: it is in what is delivered. `build`: it makes that, and is not in it. `tests`: tests and benchmarks alone, as are [Debian's packages](../tests/setup.sh) that they run.

        | from | package | version | licence | for |
        |---|---|---|---|---|

        """;

    // Programs are handed on: nothing may be asked of who gets them but to keep a notice.
    static readonly string[] AllowedInPrograms = ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "PostgreSQL", "blessing"];

    // What only judges is run, and not handed on.
    static readonly string[] AllowedInTests = [.. AllowedInPrograms, "0BSD", "BlueOak-1.0.0", "CC0-1.0", "ISC", "MPL-2.0", "Python-2.0", "Zlib"];

    [Fact]
    public void Every_part_has_a_licence_that_is_allowed_for_its_use()
    {
        Assert.True(Part.All.Count > 50);
        Assert.Empty(Part.All.Where(p => !IsAllowed(p)).Select(p => $"{p.Id}: {p.Licence ?? "none"}"));
    }

    [Theory]
    [InlineData(PartUse.Programs, "MIT", true)]
    [InlineData(PartUse.Programs, "MPL-2.0", false)]
    [InlineData(PartUse.Build, "GPL-3.0-only", false)]
    [InlineData(PartUse.Tests, "MPL-2.0", true)]
    [InlineData(PartUse.Tests, "(MIT AND Zlib)", true)]
    [InlineData(PartUse.Tests, "(MIT AND GPL-2.0-only)", false)]
    [InlineData(PartUse.Tests, "(GPL-2.0-only OR MIT)", true)]
    [InlineData(PartUse.Programs, "AGPL-3.0-only", false)]
    [InlineData(PartUse.Programs, null, false)]
    [InlineData(PartUse.Programs, "SEE LICENSE IN README", false)]
    internal void A_licence_that_is_not_on_the_list_would_be_seen(PartUse use, string? licence, bool allowed) =>
        Assert.Equal(allowed, IsAllowed(new Part("NuGet", "A", "1.0.0", use, licence)));

    [Fact]
    public void The_page_lists_every_part()
    {
        var made = new StringBuilder(Head);
        foreach (var part in Part.All)
            made.Append($"| {part.From} | {part.Name} | {part.Version} | {part.Licence} | {part.Use.ToString().ToLowerInvariant()} |\n");
        if (Environment.GetEnvironmentVariable("KIOSKSIM_APPROVE") == "1")
            File.WriteAllText(Path.Combine(Checkout.Root, Page), made.ToString());
        Assert.Equal(made.ToString(), Checkout.Read(Page));
    }

    // Expressions here have one operator at most; all of AND, one of OR.
    static bool IsAllowed(Part part)
    {
        var allowed = part.Use == PartUse.Tests ? AllowedInTests : AllowedInPrograms;
        var licence = part.Licence?.Trim('(', ')') ?? "";
        return licence.Contains(" OR ", StringComparison.Ordinal) ? licence.Split(" OR ").Any(allowed.Contains) : licence.Split(" AND ").All(allowed.Contains);
    }
}
