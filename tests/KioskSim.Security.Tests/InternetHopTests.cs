using Google.Protobuf.Reflection;
using KioskSim.Contracts.Internet;

namespace KioskSim.Security.Tests;

/// <summary>The one hop over the Internet has no room for anything about a person.</summary>
public sealed class InternetHopTests
{
    [Fact]
    public void The_contract_has_one_field_each_way_and_it_is_a_DER_of_OCSP_000_48_000_51()
    {
        var file = CentreToJpkiReflection.Descriptor;
        Assert.Equal(["OcspRequest", "OcspResponse"], file.MessageTypes.Select(m => m.Name));
        Assert.All(file.MessageTypes, message =>
        {
            var field = Assert.Single(message.Fields.InDeclarationOrder());
            Assert.Equal(("der", FieldType.Bytes), (field.Name, field.FieldType));
        });
        var service = Assert.Single(file.Services);
        Assert.All(service.Methods, m => Assert.Equal("OcspRequest → OcspResponse", $"{m.InputType.Name} → {m.OutputType.Name}"));
    }
}
