using KioskSim.Pki.Paths;
using KioskSim.Vectors;

namespace KioskSim.Pki.Tests.Pkits;

/// <summary>NIST's 249 cases of path validation (PKITS 1.0.1), with revocation lists and policies, by the validator of centre and city.</summary>
public sealed class PkitsTests
{
    const string NoVectors = "no vectors";

    /// <summary>Where the validator says otherwise than the suite, each with its reason. A case that the suite rejects may not be here.</summary>
    static readonly Dictionary<string, string> Differences = [];

    public static TheoryData<string> Cases => PkitsCase.All.Count == 0 ? [NoVectors] : [.. PkitsCase.All.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_path_is_accepted_or_refused_as_the_suite_says_000_50(string name)
    {
        PublishedVectors.Folder("pkits");
        var failure = PkitsCase.All[name].Validate();
        var agrees = PkitsCase.All[name].Valid == (failure == PathFailure.None);
        Assert.True(agrees != Differences.ContainsKey(name), $"{name}: {failure}");
    }

    [Fact]
    public void All_249_cases_are_there_and_none_that_is_to_be_refused_is_accepted_000_50()
    {
        PublishedVectors.Folder("pkits");
        var verdicts = PkitsCase.All.Values.Select(c => (c.Valid, Accepted: c.Validate() == PathFailure.None)).ToList();
        Assert.Equal(249, verdicts.Count);
        Assert.Equal(114, verdicts.Count(v => v.Valid));
        Assert.DoesNotContain((false, true), verdicts);
        Assert.InRange(verdicts.Count(v => v.Valid == v.Accepted), 247, 249);
    }

    [Fact]
    public void Without_lists_no_path_is_accepted_unless_the_caller_asks_elsewhere_000_50()
    {
        PublishedVectors.Folder("pkits");
        var good = PkitsCase.All["4.1.1"];
        Assert.Equal(PathFailure.RevocationUndetermined, good.Validate(RevocationSource.From([])));
        Assert.Equal(PathFailure.None, good.Validate(RevocationSource.AskedElsewhere));
        Assert.Equal(PathFailure.Revoked, PkitsCase.All["4.4.3"].Validate());
        Assert.Equal(PathFailure.None, PkitsCase.All["4.4.3"].Validate(RevocationSource.AskedElsewhere));
    }
}
