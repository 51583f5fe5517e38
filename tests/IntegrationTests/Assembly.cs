using ImapApi.IntegrationTests.Fixtures;

[assembly: AssemblyFixture(typeof(SharedServers))]
