using System.Text.Json.Nodes;
using KioskSim.Centre.Validity;
using KioskSim.Domain.Errors;
using KioskSim.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace KioskSim.Flow.Tests;

/// <summary>
/// JPKI's OCSP is away. As a rule nothing is issued then; a centre in degraded mode looks into the revocation list that it fetched before,
/// and only a city that accepts that takes its word.
/// </summary>
public sealed class F0800_DegradedModeTests : IDisposable
{
    readonly string _cities = Directory.CreateTempSubdirectory("kiosksim-cities-").FullName;

    public void Dispose() => Directory.Delete(_cities, recursive: true);

    [Theory]
    [InlineData(RevocationPolicy.Ocsp, true, "usable", FlowErrorCode.JpkiUnreachable)]
    [InlineData(RevocationPolicy.OcspThenCrl, false, "usable", FlowErrorCode.JpkiUnreachable)]
    [InlineData(RevocationPolicy.OcspThenCrl, true, "usable", null)]
    [InlineData(RevocationPolicy.OcspThenCrl, true, "revoked", FlowErrorCode.CertificateRevoked)]
    [InlineData(RevocationPolicy.OcspThenCrl, true, "on-hold", FlowErrorCode.CertificateOnHold)]
    public async Task Centre_and_city_have_both_to_accept_a_list_in_place_of_an_answer_000_50(
        RevocationPolicy centre, bool cityAccepts, string trait, FlowErrorCode? expected)
    {
        WriteCities(cityAccepts);
        await using var cluster = await KioskSimCluster.StartAsync(new KioskSimCluster { Centre = new CentreOptions { Revocation = centre }, Cities = _cities });
        var errand = await cluster.ErrandAsync(trait);
        await cluster.HaveCardMadeAsync(errand);
        if (cluster.Services.Running("centre").Services.GetService<HeldLists>() is { } lists)
            Assert.True(await lists.RefreshAsync(default));
        await cluster.Services.StopAsync("jpki");

        var end = await cluster.RunAsync(errand);
        Assert.Equal(expected, end.Error);
        Assert.Equal(expected is null ? 1 : 0, end.Copies.Count);
    }

    void WriteCities(bool accept)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "municipalities")))
        {
            var city = JsonNode.Parse(File.ReadAllText(file))!;
            city["acceptsRevocationLists"] = accept;
            File.WriteAllText(Path.Combine(_cities, Path.GetFileName(file)), city.ToJsonString());
        }
    }
}
