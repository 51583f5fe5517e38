global using JsonObject = System.Text.Json.Nodes.JsonObject;
