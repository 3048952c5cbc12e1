using System.Text.Json;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Crl;
using KioskSim.Pki.Paths;
using KioskSim.Vectors;

namespace KioskSim.Pki.Tests.Pkits;

/// <summary>One case of the NIST Public Key Interoperability Test Suite, as cases.json describes it.</summary>
/// <param name="Certs">File names: the anchor, in between whatever the case offers, the target.</param>
/// <param name="InitialPolicySet">"any-policy", or policies of the suite with a comma between them.</param>
sealed record PkitsCase(
    string Id,
    string[] Certs,
    string[] Crls,
    bool Valid,
    string InitialPolicySet,
    bool InitialExplicitPolicy,
    bool InitialPolicyMappingInhibit,
    bool InitialInhibitAnyPolicy)
{
    /// <summary>Validation time of all cases.</summary>
    static readonly DateTimeOffset At = new(2015, 1, 1, 0, 0, 0, TimeSpan.Zero);

    static readonly Lazy<Dictionary<string, PkitsCase>> Lazily = new(ReadAll);

    /// <summary>By name: the number in the suite, and which of its settings where it has several. Empty where the vectors are absent.</summary>
    public static IReadOnlyDictionary<string, PkitsCase> All => Lazily.Value;

    public PathFailure Validate() => Validate(RevocationSource.From([.. ReadLists()]));

    public PathFailure Validate(RevocationSource revocation)
    {
        using var anchor = TrustedAuthority.FromDer(Read("certs", Certs[0]));
        var offered = Certs[1..^1].Select(name => Read("certs", name)).ToList();
        using var result = new PathValidator([anchor], Requirements).Validate(Read("certs", Certs[^1]), offered, revocation, At);
        return result.Failure;
    }

    PathRequirements Requirements => new()
    {
        Policies = InitialPolicySet == "any-policy" ? null : [.. InitialPolicySet.Split(',').Select(PolicyOf)],
        ExplicitPolicy = InitialExplicitPolicy,
        InhibitMapping = InitialPolicyMappingInhibit,
        InhibitAnyPolicy = InitialInhibitAnyPolicy,
        Signatures = AcceptedSignatures.Rsa | AcceptedSignatures.Dsa,
    };

    // NIST-test-policy-1 is 2.16.840.1.101.3.2.1.48.1, and so on.
    static string PolicyOf(string name) => $"2.16.840.1.101.3.2.1.48.{name["NIST-test-policy-".Length..]}";

    // What is no list at all is, to whoever keeps lists, one that did not come.
    IEnumerable<RevocationList> ReadLists()
    {
        foreach (var name in Crls)
        {
            if (RevocationList.TryParse(Read("crls", name), out var list))
                yield return list;
        }
    }

    static ReadOnlyMemory<byte> Read(string folder, string name) =>
        File.ReadAllBytes(Path.Combine(PublishedVectors.Folder("pkits"), folder, name));

    static Dictionary<string, PkitsCase> ReadAll()
    {
        if (PublishedVectors.TryFolder("pkits") is not { } folder)
            return [];
        using var file = File.OpenRead(Path.Combine(folder, "cases.json"));
        var cases = JsonSerializer.Deserialize<PkitsCase[]>(file, JsonSerializerOptions.Web)!;
        return cases.GroupBy(@case => @case.Id).SelectMany(Named).ToDictionary(named => named.Name, named => named.Case);
    }

    static IEnumerable<(string Name, PkitsCase Case)> Named(IGrouping<string, PkitsCase> sameNumber) =>
        sameNumber.Select((@case, i) => (sameNumber.Count() == 1 ? @case.Id : $"{@case.Id} setting {i + 1}", @case));
}
