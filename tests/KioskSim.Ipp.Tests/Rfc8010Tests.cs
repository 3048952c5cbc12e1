namespace KioskSim.Ipp.Tests;

/// <summary>The exchanges of RFC 8010, appendix A, byte by byte.</summary>
public sealed class Rfc8010Tests
{
    const string Opening = "01 47 0012'attributes-charset' 0005'utf-8' 48 001b'attributes-natural-language' 0005'en-us'";
    const string PrinterUri = "45 000b'printer-uri' 002c'ipp://printer.example.com/ipp/print/pinetree'";

    [Fact]
    public void A_print_job_request_with_its_document_behind_it()
    {
        var bytes = Notation.Bytes(
            $"""
            0101 0002 00000001 {Opening} {PrinterUri}
            42 0008'job-name' 0006'foobar'
            22 0016'ipp-attribute-fidelity' 0001 01
            02 21 0006'copies' 0004 00000014
            44 0005'sides' 0013'two-sided-long-edge'
            03 '%!PDF-1.7'
            """);
        var message = IppMessage.Parse(bytes, out var length);
        Assert.Equal((0x0101, IppOperation.PrintJob, 1), (message.Version, (IppOperation)message.Code, message.RequestId));
        Assert.Equal("%!PDF-1.7"u8, bytes.AsSpan(length));
        Assert.Equal([IppTag.OperationAttributes, IppTag.JobAttributes], message.Groups.Select(g => g.Tag));
        var operation = message.Group(IppTag.OperationAttributes)!;
        Assert.Equal(
            ["attributes-charset", "attributes-natural-language", "printer-uri", "job-name", "ipp-attribute-fidelity"],
            operation.Attributes.Select(a => a.Name));
        Assert.Equal("ipp://printer.example.com/ipp/print/pinetree", operation.Text("printer-uri"));
        Assert.Equal("foobar", operation.Text("job-name"));
        Assert.Equal(true, operation["ipp-attribute-fidelity"]!.Values[0]);
        var job = message.Group(IppTag.JobAttributes)!;
        Assert.Equal((20, "two-sided-long-edge"), (job.Number("copies")!.Value, job.Text("sides")));
    }

    [Fact]
    public void A_successful_answer()
    {
        var message = Parse(
            $"""
            0101 0000 00000001 {Opening}
            41 000e'status-message' 000d'successful-ok'
            02 21 0006'job-id' 0004 00000093
            45 0007'job-uri' 0030'ipp://printer.example.com/ipp/print/pinetree/147'
            23 0009'job-state' 0004 00000003
            03
            """);
        Assert.Equal((IppStatus.Ok, 1), ((IppStatus)message.Code, message.RequestId));
        Assert.Equal("successful-ok", message.Group(IppTag.OperationAttributes)!.Text("status-message"));
        var job = message.Group(IppTag.JobAttributes)!;
        Assert.Equal(147, job.Number("job-id"));
        Assert.Equal(IppJobState.Pending, (IppJobState)job.Number("job-state")!.Value);
    }

    [Fact]
    public void A_refusal_with_the_attributes_that_are_not_supported()
    {
        var message = Parse(
            $"""
            0101 040b 00000001 {Opening}
            41 000e'status-message' 002f'client-error-attributes-or-values-not-supported'
            05 21 0006'copies' 0004 00000014
            10 0005'sides' 0000
            03
            """);
        Assert.Equal(IppStatus.AttributesNotSupported, (IppStatus)message.Code);
        var refused = message.Group(IppTag.UnsupportedAttributes)!;
        Assert.Equal(20, refused.Number("copies"));
        Assert.Equal((0x10, ""), ((int)refused["sides"]!.Tag, refused.Text("sides"))); // out of band: "unsupported"
    }

    [Fact]
    public void A_get_jobs_request_with_an_attribute_of_three_values()
    {
        var message = Parse(
            $"""
            0101 000a 0000007b {Opening} {PrinterUri}
            21 0005'limit' 0004 00000032
            44 0014'requested-attributes' 0006'job-id' 44 0000 0008'job-name' 44 0000 000f'document-format'
            03
            """);
        Assert.Equal((IppOperation.GetJobs, 0x7b), ((IppOperation)message.Code, message.RequestId));
        var operation = message.Group(IppTag.OperationAttributes)!;
        Assert.Equal(50, operation.Number("limit"));
        Assert.Equal(["job-id", "job-name", "document-format"], operation["requested-attributes"]!.Values);
    }

    [Fact]
    public void A_get_jobs_answer_with_a_group_for_each_job_one_of_them_empty()
    {
        var message = Parse(
            """
            0101 0000 0000007b 01 47 0012'attributes-charset' 0005'utf-8' 48 001b'attributes-natural-language' 0005'en-us'
            02 21 0006'job-id' 0004 00000093 36 0008'job-name' 000c 0005'fr-ca' 0003'fou'
            02
            02 21 0006'job-id' 0004 00000094
            03
            """);
        Assert.Equal([147, null, 148], message.Groups.Where(g => g.Tag == IppTag.JobAttributes).Select(g => g.Number("job-id")));
    }

    [Fact]
    public void Our_own_requests_are_written_like_that()
    {
        var request = IppMessage.Request(
            IppOperation.GetJobs, 0x7b, "ipp://printer.example.com/ipp/print/pinetree",
            IppAttribute.Integer("limit", 50), IppAttribute.Text(IppTag.Keyword, "requested-attributes", "job-id", "job-name"));
        Assert.Equal(
            Notation.Bytes(
                $"""
                0200 000a 0000007b
                01 47 0012'attributes-charset' 0005'utf-8' 48 001b'attributes-natural-language' 0002'ja' {PrinterUri}
                21 0005'limit' 0004 00000032
                44 0014'requested-attributes' 0006'job-id' 44 0000 0008'job-name'
                03
                """),
            request.ToBytes());
    }

    static IppMessage Parse(string notation)
    {
        var bytes = Notation.Bytes(notation);
        var message = IppMessage.Parse(bytes, out var length);
        Assert.Equal(bytes.Length, length);
        return message;
    }
}
