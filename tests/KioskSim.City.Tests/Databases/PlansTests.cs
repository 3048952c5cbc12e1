using System.Text.RegularExpressions;
using Dapper;
using KioskSim.City.Issuance;
using KioskSim.City.Tests.Fixtures;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Tests;

namespace KioskSim.City.Tests.Databases;

/// <summary>
/// What an issue costs must not grow with the city or with its years: no statement of the flow looks through a table, or through all that
/// a city has in one.
/// </summary>
public sealed partial class PlansTests(JpkiCentre jpki)
{
    [Fact]
    public void No_statement_of_an_issue_looks_through_a_table()
    {
        using var office = new IssueOffice(jpki);
        office.Stop(Rows.Family(register: 9)); // somebody else's
        for (var feed = 0; feed < 2; feed++)
            office.Visit().Dispose();
        var ofFeeds = office.Database.KeptStatements.ToHashSet();
        foreach (var kind in Enum.GetValues<CertificateKind>())
        {
            using var visit = office.Visit(kind: kind);
            visit.Issue(visit.Prepare().Token);
            visit.Release();
            visit.Settle(new IssueEnding(IssueState.Delivered, 1, visit.Record.Yen, 0));
        }

        var statements = office.Database.KeptStatements.Where(t => !ofFeeds.Contains(t)).ToList();
        Assert.InRange(statements.Count, 12, 60);
        Assert.All(statements, statement => Assert.All(Plan(office, statement), step => Assert.False(LooksThrough().IsMatch(step), $"{step}\n{statement}")));
    }

    static List<string> Plan(IssueOffice office, string statement)
    {
        var parameters = new DynamicParameters();
        foreach (var name in Parameter().Matches(statement).Select(m => m.Value[1..]).Distinct())
            parameters.Add(name, null);
        return office.Database.Read(c => c.Query("EXPLAIN QUERY PLAN " + statement, parameters).Select(row => (string)row.detail).ToList());
    }

    [GeneratedRegex(@"^SCAN (TABLE|[a-z])|\(municipality=\?\)")]
    private static partial Regex LooksThrough();

    [GeneratedRegex("@[A-Za-z]+")]
    private static partial Regex Parameter();
}
