namespace KioskSim.Rules.Tests.Projects;

/// <summary>References go one way. What the compiler cannot see, nobody can call.</summary>
public sealed class ReferenceTests
{
    static readonly string[] Cores = ["Centre", "City", "Inquiry", "Jpki", "Kiosk"];

    static readonly string[] Hosts = ["Centre.Host", "City.Host", "Inquiry.Host", "Jpki.Host", "Kiosk.App", "Devices"];

    [Fact]
    public void The_references_are_those_of_the_table_none_missing_and_none_too_many()
    {
        var found = ProjectFile.Product.Values.SelectMany(p => p.References.Count == 0
            ? [$"{p.Name} →"]
            : p.References.Select(r => r.Hidden ? $"{p.Name} → [{r.To}]" : $"{p.Name} → {r.To}"));

        Assert.Equal(ReferenceTable.Edges().Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Kiosk", "Contracts.Shared Contracts.StoreLine")]
    [InlineData("Kiosk.App", "Contracts.Cabinet Contracts.Shared Contracts.StoreLine")]
    [InlineData("Devices", "Contracts.Cabinet Contracts.Shared")]
    [InlineData("Jpki", "Contracts.Internet Contracts.Lgwan Contracts.Shared")]
    [InlineData("Centre", "Contracts.Internet Contracts.Lgwan Contracts.Shared Contracts.StoreLine")]
    [InlineData("City", "Contracts.CityCore Contracts.Lgwan Contracts.NightDuty Contracts.Shared")]
    public void Each_sees_the_contracts_of_its_own_lines_only_000_42(string project, string contracts)
    {
        var seen = ProjectFile.Product[project].Sees().Where(s => s.StartsWith("Contracts.", StringComparison.Ordinal));

        Assert.Equal(contracts.Split(' '), seen);
    }

    [Theory]
    [InlineData("Kiosk")]
    [InlineData("Kiosk.App")]
    [InlineData("Devices")]
    [InlineData("Card")]
    public void The_kiosk_sees_nothing_of_centre_city_or_JPKI_000_42(string project) =>
        Assert.DoesNotContain(ProjectFile.Product[project].Sees(), s => OwnerOf(s) is "Centre" or "City" or "Jpki");

    [Fact]
    public void Cores_never_see_each_other()
    {
        foreach (var core in Cores)
            Assert.DoesNotContain(ProjectFile.Product[core].Sees(), s => Cores.Contains(OwnerOf(s)) && OwnerOf(s) != core);
    }

    [Fact]
    public void Cores_know_neither_ASP_NET_nor_how_they_are_hosted()
    {
        foreach (var core in Cores)
        {
            var reached = ProjectFile.Product[core].Sees().Append(core).Select(s => ProjectFile.Product[s]).ToList();
            Assert.Empty(reached.SelectMany(p => p.Frameworks));
            Assert.DoesNotContain(reached, p => p.Name is "Hosting" or "Rpc.Server" or "Rpc.Client");
        }
    }

    [Fact]
    public void A_host_sees_its_own_core_and_no_other()
    {
        foreach (var host in Hosts)
            Assert.InRange(ProjectFile.Product[host].Sees().Count(Cores.Contains), 0, 1);
    }

    [Fact]
    public void Only_the_cluster_sees_every_service()
    {
        var seeAll = ProjectFile.Product.Values.Where(p => Cores.All(p.Sees().Contains)).Select(p => p.Name);

        Assert.Equal(["Cli", "Cluster", "Load", "Proof", "Show", "Simulation"], seeAll.Order(StringComparer.Ordinal)); // the others by the cluster alone
        Assert.Equal(["Cluster", "Load", "Proof", "Show", "Simulation"], ProjectFile.Product["Cli"].References.Select(r => r.To).Order(StringComparer.Ordinal));
        Assert.Equal(["Checkers", "Cluster", "Sweep"], ProjectFile.Product["Proof"].References.Select(r => r.To).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_kiosk_can_check_sheets_and_not_make_them() => Assert.DoesNotContain("Paper", ProjectFile.Product["Kiosk.App"].Sees());

    [Fact]
    public void What_checks_the_services_has_no_code_of_theirs() =>
        Assert.Equal(["BaseRegisters", "Domain", "Registers", "World"], ProjectFile.Product["Checkers"].Sees().Where(s => OwnerOf(s) is not "Rpc").Order(StringComparer.Ordinal));

    [Fact]
    public void No_program_that_is_deployed_contains_a_fault_of_2023() =>
        Assert.All(Hosts, host => Assert.DoesNotContain("City.Faults", ProjectFile.Product[host].Sees()));

    // City.Host belongs to City; a project that belongs to nobody is its own.
    static string OwnerOf(string project) => project.Split('.')[0];
}
